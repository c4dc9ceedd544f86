import { type RawBuilder, sql } from "kysely";
import type { Place, ResourceOrder, SortName } from "../../scim/backend";
import { type Condition, NEVER, type Test } from "./lookup";

/** The column that keeps what a list is sorted by. */
export interface SortColumn {
  readonly name: string;
  readonly isNullable: boolean;
}

const always = (name: string): SortColumn => ({ name, isNullable: false });
const maybe = (name: string): SortColumn => ({ name, isNullable: true });
const COMMON = {
  id: always("id"),
  externalId: maybe("external_id"),
  "meta.created": always("created_at"),
  "meta.lastModified": always("last_modified"),
};

/** Sort columns of users and groups by the names of the protocol. */
export const SORT_COLUMNS: Readonly<
  Record<"scim_users" | "scim_groups", Readonly<Partial<Record<SortName, SortColumn>>>>
> = {
  scim_users: { ...COMMON, userName: always("user_name_key"), displayName: maybe("display_name_key") },
  scim_groups: { ...COMMON, displayName: always("display_name_key") },
};

/** `order by` of a list; the id makes the order whole. */
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

/** The condition of coming after a place in that order. */
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
