import { sql } from "kysely";
import { byteOrderOf, isOneOf, type List } from "../select-page";
import { orderBy } from "./sort-columns";

/** So many ids go into one statement. */
const FEW = 500;

/**
 * Puts ids into the order of their list.
 * @param ids In the order of ids.
 */
export async function inListOrder(
  { db, source, column, order, conditions }: List,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (column.name === "id") return order.descending ? [...ids].reverse() : ids;
  if (ids.length === 0) return ids;
  const some = ids.length <= FEW ? [...conditions, isOneOf(ids)] : conditions;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(source.table)} where ${sql.join(some, sql` and `)}
    order by ${orderBy(column, order, byteOrderOf(db))}`.execute(db);
  const wanted = new Set(ids);
  return rows.map(({ id }) => id).filter((id) => wanted.has(id));
}
