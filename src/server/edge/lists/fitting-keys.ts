import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { MAX_PAGE } from "../../scim/size-limits";

/** What an object has in an answer beside its texts, in bytes: names of fields, links and times. */
const FRAME = 2048;

/** The bytes of the texts in some columns. */
export function bytesOf(...columns: readonly string[]): RawBuilder<number> {
  const lengths = columns.map((column) => sql`coalesce(octet_length(${sql.ref(column)}), 0)`);
  return sql<number>`(${sql.join(lengths, sql` + `)})`;
}

interface SizedRows<DB, TB extends keyof DB, Row> {
  readonly rows: SelectQueryBuilder<DB, TB, Row>;
  readonly key: string;
  readonly bytes: Expression<number>;
}

/** The first of these rows, as many as an answer may hold together. The first one always fits. */
export async function fittingKeys<DB, TB extends keyof DB, Row>(
  { rows, key, bytes }: SizedRows<DB, TB, Row>,
  keys: readonly string[],
): Promise<readonly string[]> {
  if (keys.length < 2) return keys;
  const column = sql.ref(key);
  const sizes = (await rows
    .clearSelect()
    .select([sql<string>`${column}`.as("key"), sql<number | string>`${bytes}`.as("bytes")])
    .where(sql<SqlBool>`${column} in (${sql.join(keys)})`)
    .execute()) as { readonly key: string; readonly bytes: number | string }[];
  const sizeOf = new Map(sizes.map((row) => [row.key, Number(row.bytes)]));
  let room = MAX_PAGE;
  const end = keys.findIndex((one, at) => {
    room -= FRAME + (sizeOf.get(one) ?? 0);
    return room < 0 && at > 0;
  });
  return end === -1 ? keys : keys.slice(0, end);
}
