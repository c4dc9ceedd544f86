import { type RawBuilder, sql } from "kysely";
import { type Database, engineOf } from "./database";

/**
 * A sub-select with one row for each object, in its column `value`. `value ->> 'name'` is the text of a
 * field. The statement has one parameter for all.
 */
export function jsonRows(
  db: Database,
  rows: readonly Readonly<Record<string, string | null>>[],
): RawBuilder<unknown> {
  const json = JSON.stringify(rows);
  return engineOf(db) === "postgresql"
    ? sql`(select jsonb_array_elements(cast(${json} as jsonb)) as value)`
    : sql`(select value from json_each(${json}))`;
}
