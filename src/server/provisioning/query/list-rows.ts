import { formatAttributePath } from "../../../contract/scim/format";
import type { Place, ResourceQuery } from "../../scim/backend";
import type { Scope } from "../scope";
import { necessaryCondition, planFilter } from "./plan-filter";
import { scanPage } from "./scan-page";
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
import { isAfter, SORT_COLUMNS, type SortColumn } from "./sort-columns";
import { sortedPage } from "./sorted-page";
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
): Promise<RowPage<Kind> & { readonly first: Place | null }> {
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
  const { filter, order } = query;
  const plan = filter && planFilter(filter, source.searchable, byteOrderOf(db));
  const known = plan && necessaryCondition(plan);
  const conditions = [ofIntegration(integrationId), ...(known === null ? [] : [known])];
  const list: List<Kind> = { db, source, column, order, conditions };
  if (plan === null) return selectPage(list, query, () => totalOf(scope, source.table));
  return plan.kind === "sql" ? selectPage(list, query, () => count(list)) : scanPage(list, query, plan);
}

/** Reads a page of a list. The database answers the whole filter. */
async function selectPage<Kind extends object>(
  list: List<Kind>,
  { start, limit }: ForwardQuery,
  countAll: () => Promise<number>,
): Promise<RowPage<Kind>> {
  if (limit === 0) return { rows: [], total: await countAll(), last: null };
  const { db, column, order } = list;
  const after = "after" in start ? start.after : null;
  const position = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
  const skip = "skip" in start ? start.skip : 0;
  const { rows: found } = await selectRange(list, { position, limit: limit + 1, skip }).execute(db);
  const rows = found.slice(0, limit);
  const isAll = after === null && found.length <= limit && (found.length > 0 || skip === 0);
  const total = isAll ? skip + found.length : await countAll();
  return { rows, total, last: found.length > limit ? placeOf(rows.at(-1)) : null };
}

async function count<Kind>(list: List<Kind>): Promise<number> {
  const { rows } = await selectCount(list).execute(list.db);
  return Number(rows[0]?.total ?? 0);
}
