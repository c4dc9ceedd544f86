import { type RawBuilder, sql } from "kysely";
import { type Database, engineOf } from "./database";

/**
 * A sub-select with one row for each text, in its column `value`. The statement has one parameter for all.
 */
export function textRows(db: Database, texts: readonly string[]): RawBuilder<{ readonly value: string }> {
  const json = JSON.stringify(texts);
  return engineOf(db) === "postgresql"
    ? sql`(select jsonb_array_elements_text(cast(${json} as jsonb)) as value)`
    : sql`(select value from json_each(${json}))`;
}
