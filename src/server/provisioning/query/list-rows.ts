import type { Place, ResourceQuery } from "../../scim/backend";
import { invalidValue } from "../../scim/scim-error";
import type { Soon, Value } from "../../store/query";
import type { Scope } from "../scope";
import { anchoredPage } from "./anchored-page";
import { type ListStatements, listStatements, operandValues } from "./list-statements";
import { openFilter } from "./open-filter";
import { narrowing, planFilter } from "./plan-filter";
import { scanPage } from "./scan-page";
import {
  byteOrderOf,
  type List,
  type ListSource,
  type OnwardQuery,
  ofIntegration,
  placeOf,
  type RowPage,
  selectCount,
  selectPiece,
} from "./select-page";
import { isAfter, SORT_COLUMNS } from "./sort-columns";

/**
 * One page of a list. What columns can tell is filtered, sorted and paged in the database; for the rest of a filter the
 * rows that may match are read in pieces, so that memory stays flat.
 * @throws ScimError 400: invalidFilter for a filter that nests too deep, tooMany when too many rows would have to be read.
 */
export async function listRows<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  query: ResourceQuery,
): Promise<RowPage<Kind> & { readonly first: Place | null }> {
  const { start, order } = query;
  if (!("before" in start)) {
    const page = await rowsOnward(scope, source, { ...query, start });
    const isBegun = "after" in start && start.after !== null;
    return { ...page, first: isBegun ? placeOf(page.rows[0]) : null };
  }
  const reversed = { ...order, descending: !order.descending };
  const back = await rowsOnward(scope, source, { ...query, order: reversed, start: { after: start.before } });
  if (back.rows.length === 0) return listRows(scope, source, { ...query, start: { after: null } });
  return { ...back, rows: [...back.rows].reverse(), first: back.last, last: placeOf(back.rows[0]) };
}

async function rowsOnward<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  query: OnwardQuery,
): Promise<RowPage<Kind>> {
  const { db, integrationId } = scope;
  const { filter, order } = query;
  const column = SORT_COLUMNS[source.table][order.by];
  if (column === undefined) throw invalidValue(`sortBy: ${order.by} cannot be sorted by here`);
  const opened = filter && openFilter(filter);
  if (filter === null || opened !== null) {
    const statements = listStatements(db, { source, column, order, filter: opened?.shape ?? null });
    if (statements !== null) {
      const values = { integrationId, ...operandValues(opened?.operands ?? []) };
      return filter === null
        ? anchoredPage(scope, source, query, statements)
        : selectPage(query, keptReader(scope, statements, values));
    }
  }
  const plan = filter && planFilter(filter, source.searchable, byteOrderOf(db));
  const known = plan && narrowing(plan);
  const conditions = [ofIntegration(integrationId), ...(known === null ? [] : [known])];
  const list: List<Kind> = { db, source, column, order, conditions };
  return plan === null || plan.kind === "sql"
    ? selectPage(query, newReader(list))
    : scanPage(list, query, plan);
}

/** Reads a list whose filter the database answers. */
interface Reader<Kind> {
  read(start: OnwardQuery["start"], limit: number): Soon<Kind[]>;
  count(): Soon<{ readonly total: number | string } | undefined>;
}

/** Through statements that are kept. */
function keptReader<Kind>(
  { db }: Scope,
  statements: ListStatements<Kind>,
  values: Readonly<Record<string, Value>>,
): Reader<Kind> {
  return {
    read: (start, limit) => {
      if ("skip" in start) return statements.skipping.all(db, { ...values, limit, skip: start.skip });
      if (start.after === null) return statements.skipping.all(db, { ...values, limit, skip: 0 });
      const { key, id } = start.after;
      const from = { ...values, key, id, limit, skip: 0 };
      return key === null ? statements.afterKeyless.all(db, from) : statements.after.all(db, from);
    },
    count: () => statements.count.first(db, values),
  };
}

/** Through statements made for this list alone. */
function newReader<Kind>(list: List<Kind>): Reader<Kind> {
  const { db, column, order } = list;
  return {
    read: async (start, limit) => {
      const after = "after" in start ? start.after : null;
      const begun = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
      const piece = { begun, limit, skip: "skip" in start ? start.skip : 0 };
      return (await selectPiece(list, piece).execute(db)).rows;
    },
    count: async () => (await selectCount(list).execute(db)).rows[0],
  };
}

async function selectPage<Kind extends object>(
  { start, limit }: OnwardQuery,
  reader: Reader<Kind>,
): Promise<RowPage<Kind>> {
  const countAll = async () => Number((await reader.count())?.total ?? 0);
  if (limit === 0) return { rows: [], total: await countAll(), last: null };
  const found = await reader.read(start, limit + 1);
  const rows = found.slice(0, limit);
  const skip = "skip" in start ? start.skip : 0;
  const isFromStart = "skip" in start || start.after === null;
  const isAll = isFromStart && found.length <= limit && (found.length > 0 || skip === 0);
  const total = isAll ? skip + found.length : await countAll();
  return { rows, total, last: found.length > limit ? placeOf(rows.at(-1)) : null };
}
