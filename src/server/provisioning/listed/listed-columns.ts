import { type RawBuilder, sql } from "kysely";
import { shortText } from "../../store/short-text";

/** Selects the columns of a resource for a list, with null in place of long attributes. */
export function listedColumns(
  table: "scim_users" | "scim_groups",
  names: readonly string[],
): RawBuilder<unknown>[] {
  return names.map((name) => {
    const column = `${table}.${name}`;
    return name === "attributes" ? sql`${shortText(column)} as attributes` : sql.ref(column);
  });
}
