import { type RawBuilder, sql } from "kysely";
import { type Database, engineOf } from "./database";

/**
 * A sub-select that returns two text columns as JSON text: `[{"value": …, "display": …}, …]` in the order of
 * the values. Without rows it returns `[]`.
 * @param from The part after the word `from`, with its condition.
 */
export function jsonList(
  db: Database,
  [value, display]: readonly [value: RawBuilder<unknown>, display: RawBuilder<unknown>],
  from: RawBuilder<unknown>,
): RawBuilder<string> {
  const rows = sql`(select ${value} as value, ${display} as display from ${from} order by 1) as listed`;
  return engineOf(db) === "postgresql"
    ? sql<string>`(
        select coalesce(json_agg(json_build_object('value', value, 'display', display)), '[]')::text
        from ${rows})`
    : sql<string>`(select json_group_array(json_object('value', value, 'display', display)) from ${rows})`;
}
