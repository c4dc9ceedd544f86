import { type RawBuilder, sql } from "kysely";
import { MAX_INDEXED_TEXT } from "../scim/size-limits";

/**
 * Selects the name of a resource that another one refers to: the `display` of a member or a group. Earlier
 * versions stored names of a megabyte. Every user of such a group would show it, so it is cut.
 */
export function labelOf(column: string): RawBuilder<string> {
  return sql<string>`substr(${sql.ref(column)}, 1, ${sql.lit(MAX_INDEXED_TEXT)})`;
}
