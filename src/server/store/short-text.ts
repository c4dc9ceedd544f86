import { type RawBuilder, sql } from "kysely";

/** The longest text that comes with its row, in bytes. Few resources have a longer one. */
const SHORT = 16 * 1024;

/**
 * Selects a text, and null in place of a long one. So one statement reads hundreds of rows, and the long
 * texts are read one by one until an answer is full.
 */
export function shortText(column: string): RawBuilder<string | null> {
  const text = sql.ref(column);
  return sql<string | null>`case when octet_length(${text}) <= ${sql.lit(SHORT)} then ${text} end`;
}
