import { type RawBuilder, type SqlBool, sql } from "kysely";
import { type Database, engineOf } from "./database";

/**
 * A sub-select of two text columns as JSON text: `[{"value": …, "display": …}, …]` in the order of the values; `[]` when
 * there are no rows.
 * @param from What follows the word `from`, with its condition.
 */
export function jsonList(
  db: Database,
  [value, display]: readonly [value: RawBuilder<unknown>, display: RawBuilder<unknown>],
  from: RawBuilder<unknown>,
): RawBuilder<string> {
  const rows = sql`(select ${value} as value, ${display} as display from ${from} order by 1) as listed`;
  return engineOf(db) === "postgresql"
    ? sql<string>`(select coalesce(json_agg(json_build_object('value', value, 'display', display)), '[]')::text from ${rows})`
    : sql<string>`(select json_group_array(json_object('value', value, 'display', display)) from ${rows})`;
}

/** The texts of a parameter that is a JSON list of texts, as rows of one column; so one statement serves any number. */
export function textsOf(db: Database, list: string): RawBuilder<unknown> {
  return engineOf(db) === "postgresql"
    ? sql`select value from json_array_elements_text(cast(${list} as json))`
    : sql`select value from json_each(${list})`;
}

/** Whether a column is one of the texts of such a parameter. */
export function isAmong(db: Database, column: string, list: string): RawBuilder<SqlBool> {
  return isOneOf(db, column, textsOf(db, list));
}

/**
 * Whether a column is one of what a select finds. PostgreSQL is given an array: of rows it expects a hundred, and would rather
 * read all members of a large group than look for each.
 */
export function isOneOf(db: Database, column: string, few: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return engineOf(db) === "postgresql"
    ? sql<SqlBool>`${sql.ref(column)} = any(array(${few}))`
    : sql<SqlBool>`${sql.ref(column)} in (${few})`;
}
