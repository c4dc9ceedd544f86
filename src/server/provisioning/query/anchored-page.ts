import type { Scope } from "../scope";
import type { ListStatements } from "./list-statements";
import { type ListSource, type OnwardQuery, placeOf, type RowPage } from "./select-page";
import { totalOf } from "./totals";

/**
 * One page of a list of everything. It costs what the page costs, wherever it is and however long the list: the total is
 * kept, and a page that begins where another began or ended is found by the id it begins with.
 */
export async function anchoredPage<Kind extends object>(
  { db, integrationId, anchors }: Scope,
  { table }: ListSource<Kind>,
  { start, limit, order }: OnwardQuery,
  statements: ListStatements<Kind>,
): Promise<RowPage<Kind>> {
  const kept = await totalOf.first(db, { integrationId, kind: table });
  const [total, changes] = [Number(kept?.total ?? 0), Number(kept?.changes ?? 0)];
  if (limit === 0) return { rows: [], total, last: null };
  const values = { integrationId, limit: limit + 1, skip: 0 };
  if ("after" in start && start.after !== null) {
    const { key, id } = start.after;
    const statement = key === null ? statements.afterKeyless : statements.after;
    return pageOf(await statement.all(db, { ...values, key, id }), limit, total);
  }
  const skip = "skip" in start ? start.skip : 0;
  if (order.by !== "id" || order.descending) {
    return pageOf(await statements.skipping.all(db, { ...values, skip }), limit, total);
  }
  const list = `${integrationId} ${table}`;
  const first = skip === 0 ? null : anchors.find(list, changes, skip);
  const found =
    first === null
      ? await statements.skipping.all(db, { ...values, skip })
      : await statements.from.all(db, { ...values, id: first });
  const [begin, next] = [placeOf(found[0]), placeOf(found[limit])];
  if (begin !== null) anchors.remember(list, changes, skip, begin.id);
  if (next !== null) anchors.remember(list, changes, skip + limit, next.id);
  return pageOf(found, limit, total);
}

function pageOf<Kind extends object>(found: readonly Kind[], limit: number, total: number): RowPage<Kind> {
  const rows = found.slice(0, limit);
  return { rows, total, last: found.length > limit ? placeOf(rows.at(-1)) : null };
}
