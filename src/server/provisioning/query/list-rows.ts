import { formatAttributePath } from "../../../contract/scim/format";
import type { ResourceQuery } from "../../scim/backend";
import type { Scope } from "../scope";
import { necessaryCondition } from "./filter/plan-filter";
import { planSearch } from "./filter/plan-search";
import { findIds } from "./find-ids";
import type { PlacedPage } from "./fit-page";
import { inListOrder } from "./order/list-order";
import { isAfter, SORT_COLUMNS, type SortColumn } from "./order/sort-columns";
import { sortedPage } from "./order/sorted-page";
import { pageOfIds, scanPage } from "./scan-page";
import {
  byteOrderOf,
  type ForwardQuery,
  type List,
  type ListSource,
  ofIntegration,
  placeOf,
  type RowPage,
  selectCount,
  selectRange,
} from "./select-page";
import { totalOf } from "./totals";

/**
 * Reads one page of a list. The database filters, sorts and pages by its columns. When a filter or an order
 * needs more than the columns, the server reads the rows that may match in batches.
 * @throws ScimError 400 invalidFilter when the filter nests too deep
 * @throws ScimError 400 tooMany when the server would have to read too many rows
 */
export async function listRows<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  query: ResourceQuery,
): Promise<PlacedPage<Kind>> {
  const { start, order } = query;
  const column = SORT_COLUMNS[source.table][formatAttributePath(order.by)];
  if (column === undefined) return sortedPage(scope, source, query);
  if (!("before" in start)) {
    const page = await listForward(scope, source, column, { ...query, start });
    const hasPageBefore = "after" in start && start.after !== null;
    return { ...page, first: hasPageBefore ? placeOf(page.rows[0]) : null };
  }
  const reversed = { ...order, descending: !order.descending };
  const backward = await listForward(scope, source, column, {
    ...query,
    order: reversed,
    start: { after: start.before },
  });
  if (backward.rows.length === 0) return listRows(scope, source, { ...query, start: { after: null } });
  const rows = [...backward.rows].reverse();
  return { ...backward, rows, first: backward.last, last: placeOf(backward.rows[0]) };
}

async function listForward<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  column: SortColumn,
  query: ForwardQuery,
): Promise<RowPage<Kind>> {
  const { db, integrationId } = scope;
  const { filter, order, start } = query;
  const list = { db, source, column, order, conditions: [ofIntegration(integrationId)] };
  if (filter === null) return selectPage(list, query, () => totalOf(scope, source.table));
  const search = await planSearch(scope, source, filter);
  if (search.way === "at once") {
    const known = necessaryCondition(search.plan);
    const filtered = known === null ? list : { ...list, conditions: [...list.conditions, known] };
    return selectPage(filtered, query, () => count(filtered));
  }
  const after = "after" in start ? start.after : null;
  const position = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
  const found = await findIds({ db, table: source.table, integrationId }, search, position);
  const ids = await inListOrder(list, found);
  return search.plan.kind === "sql"
    ? pageOfIds(list, query, ids)
    : scanPage(list, query, { ids, plan: search.plan });
}

/** Reads a page of a list. The database answers the whole filter. */
async function selectPage<Kind extends object>(
  list: List,
  { start, limit }: ForwardQuery,
  countAll: () => Promise<number>,
): Promise<RowPage<Kind>> {
  if (limit === 0) return { rows: [], total: await countAll(), last: null };
  const { db, column, order } = list;
  const after = "after" in start ? start.after : null;
  const position = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
  const skip = "skip" in start ? start.skip : 0;
  const { rows: found } = await selectRange<Kind>(list, { position, limit: limit + 1, skip }).execute(db);
  const rows = found.slice(0, limit);
  const isAll = after === null && found.length <= limit && (found.length > 0 || skip === 0);
  const total = isAll ? skip + found.length : await countAll();
  return { rows, total, last: found.length > limit ? placeOf(rows.at(-1)) : null };
}

async function count(list: List): Promise<number> {
  const { rows } = await selectCount(list).execute(list.db);
  return Number(rows[0]?.total ?? 0);
}
