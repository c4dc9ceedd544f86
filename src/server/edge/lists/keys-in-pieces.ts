import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { PieceSize } from "../../pace";
import type { ListQuery } from "./list-query";

type Rows<DB, TB extends keyof DB, Row> = SelectQueryBuilder<DB, TB, Row>;

/** Rows, the unique column of them, and the condition that a list filters them by. */
interface Filtered<DB, TB extends keyof DB, Row> {
  readonly rows: Rows<DB, TB, Row>;
  readonly key: string;
  readonly condition: Expression<SqlBool>;
}

/**
 * Finds the keys of one page of the rows that meet a condition of many comparisons.
 * @param inOrder Sorts rows as the caller asked.
 */
export async function keysInPieces<DB, TB extends keyof DB, Row>(
  filtered: Filtered<DB, TB, Row>,
  inOrder: (rows: Rows<DB, TB, Row>) => Rows<DB, TB, Row>,
  { sort, offset, limit }: ListQuery,
): Promise<{ readonly keys: string[]; readonly total: number }> {
  const { rows, key } = filtered;
  const matching = await matchingKeys(filtered);
  const found = new Set(matching);
  const sorted = sort.length === 0 ? matching : await keysOf(inOrder(rows), key);
  const keys = sorted.filter((one) => found.has(one)).slice(offset, offset + limit);
  return { keys, total: matching.length };
}

/**
 * Finds the keys of the rows that meet the condition, in their order. Each statement looks at a piece of the
 * rows, because no other request runs while SQLite executes one.
 */
async function matchingKeys<DB, TB extends keyof DB, Row>({
  rows,
  key,
  condition,
}: Filtered<DB, TB, Row>): Promise<string[]> {
  const column = sql.ref(key);
  const keys: string[] = [];
  const size = new PieceSize();
  for (let rest = rows; ; ) {
    const [end] = await keysOf(
      rest
        .orderBy(column)
        .limit(1)
        .offset(size.rows - 1),
      key,
    );
    const piece = end === undefined ? rest : rest.where(sql<SqlBool>`${column} <= ${end}`);
    size.start();
    keys.push(...(await keysOf(piece.where(condition).orderBy(column), key)));
    if (end === undefined) return keys;
    await size.end();
    rest = rows.where(sql<SqlBool>`${column} > ${end}`);
  }
}

/** Reads the keys of rows. */
export async function keysOf<DB, TB extends keyof DB, Row>(
  rows: Rows<DB, TB, Row>,
  key: string,
): Promise<string[]> {
  const found = await rows
    .clearSelect()
    .select(sql<string>`${sql.ref(key)}`.as("key"))
    .execute();
  return (found as { readonly key: string }[]).map((row) => row.key);
}
