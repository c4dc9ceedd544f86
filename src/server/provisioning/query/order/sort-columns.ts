import { type RawBuilder, sql } from "kysely";
import type { Place, ResourceOrder } from "../../../scim/backend";
import { type Condition, NEVER, type Test } from "../filter/lookup";

/** A column that a list can be sorted by. */
export interface SortColumn {
  readonly name: string;
  readonly isNullable: boolean;
}

const required = (name: string): SortColumn => ({ name, isNullable: false });
const nullable = (name: string): SortColumn => ({ name, isNullable: true });
const COMMON = {
  id: required("id"),
  externalId: nullable("external_id"),
  "meta.created": required("created_at"),
  "meta.lastModified": required("last_modified"),
};

type SortColumns = Readonly<Record<string, SortColumn | undefined>> & { readonly id: SortColumn };

/** Sort columns of users and groups by their SCIM names. Other attributes have none. */
export const SORT_COLUMNS: Readonly<Record<"scim_users" | "scim_groups", SortColumns>> = {
  scim_users: { ...COMMON, userName: required("user_name_key"), displayName: nullable("display_name_key") },
  scim_groups: { ...COMMON, displayName: required("display_name_key") },
};

/** The `order by` of a list. The id decides between equal values. */
export function orderBy(
  { name, isNullable }: SortColumn,
  { descending }: ResourceOrder,
  inByteOrder: Test["inByteOrder"],
): RawBuilder<unknown> {
  const direction = descending ? sql`desc` : sql`asc`;
  if (name === "id") return sql`id ${direction}`;
  const sorted = sql`${inByteOrder(sql.ref(name))} ${direction}, id ${direction}`;
  return isNullable ? sql`(${sql.ref(name)} is null) ${direction}, ${sorted}` : sorted;
}

/** The condition that a row comes after a place in the order of {@link orderBy}. */
export function isAfter(
  { name, isNullable }: SortColumn,
  { descending }: ResourceOrder,
  { key, id }: Place,
  inByteOrder: Test["inByteOrder"],
): Condition {
  const follows = descending ? sql`<` : sql`>`;
  const laterId = sql`id ${follows} ${id}`;
  if (name === "id") return sql`${laterId}`;
  const column = sql.ref(name);
  const isAbsent: Condition = isNullable ? sql`${column} is null` : NEVER;
  if (key === null) {
    return descending
      ? sql`((${isAbsent} and ${laterId}) or not ${isAbsent})`
      : sql`(${isAbsent} and ${laterId})`;
  }
  const later = sql`${inByteOrder(column)} ${follows} ${key} or (${column} = ${key} and ${laterId})`;
  return isNullable && !descending ? sql`(${later} or ${isAbsent})` : sql`(${later})`;
}
