import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { KindQuery, Place, ResourceQuery } from "../../scim/backend";
import { BY_ID } from "../../scim/lists/sort-by";
import { sortKeyReader } from "../../scim/lists/sort-key";
import { ScimError } from "../../scim/scim-error";
import type { Scope } from "../scope";
import { pageOfPlaces } from "./place-order";
import { necessaryCondition, planFilter } from "./plan-filter";
import { residualFilter } from "./residual-filter";
import {
  byteOrderOf,
  flagsOf,
  type ListSource,
  ofIntegration,
  placeOf,
  type RowPage,
  selectRange,
} from "./select-page";
import { isAfter, SORT_COLUMNS } from "./sort-columns";

/** How many rows one statement reads. */
const BATCH = 500;
/** How many resources the server reads at most. It holds the places of those that match. */
const MAX_SORTED = 100_000;

/**
 * Reads a page of a list that no column sorts.
 * @throws ScimError like {@link allPlaces}
 */
export async function sortedPage<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  { filter, order, ...range }: ResourceQuery,
): Promise<RowPage<Kind> & { readonly first: Place | null }> {
  const places = await allPlaces(scope, source, { filter, by: order.by });
  const { shown, ...page } = pageOfPlaces(places, order.descending, range);
  const rows = await rowsAt(scope, source, shown);
  return { ...page, rows: shown.flatMap(({ id }) => rows.get(id) ?? []) };
}

/**
 * Reads the places of all resources of a kind that match, in the order of ids. It reads them in batches, so
 * that other requests go on.
 * @throws ScimError 400 tooMany when it would have to read too many rows
 */
export async function allPlaces<Kind extends object>(
  { db, integrationId }: Scope,
  source: ListSource<Kind>,
  { filter, by }: KindQuery,
): Promise<Place[]> {
  const column = SORT_COLUMNS[source.table].id;
  const order = { by: BY_ID, descending: false };
  const plan = filter && planFilter(filter, source.searchable, byteOrderOf(db));
  const known = plan && necessaryCondition(plan);
  const conditions = [ofIntegration(integrationId), ...(known === null ? [] : [known])];
  const residual = plan === null || plan.kind === "sql" ? null : residualFilter(plan);
  const flags = residual?.flags ?? [];
  const keyOf = sortKeyReader(source.kind, by);
  const places: Place[] = [];
  for (let read = 0, after: Place | null = null; ; read += BATCH) {
    if (read >= MAX_SORTED) throw tooMany();
    const position = after === null ? [] : [isAfter(column, order, after, byteOrderOf(db))];
    const range = { position, limit: BATCH, skip: 0, flags };
    const { rows } = await selectRange({ db, source, column, order, conditions }, range).execute(db);
    for (const row of rows) {
      const candidate = source.candidateOf(row);
      if (residual?.matches(candidate, flagsOf(row, flags.length)) === false) continue;
      places.push({ key: keyOf(candidate.attributes), id: placeOf(row)?.id ?? "" });
    }
    if (rows.length < BATCH) return places;
    after = placeOf(rows.at(-1));
    await setImmediate();
  }
}

/** Reads the rows at some places, by their ids. A row that was deleted meanwhile is missing. */
export async function rowsAt<Kind extends object>(
  { db, integrationId }: Scope,
  { table, selection }: ListSource<Kind>,
  places: readonly Place[],
): Promise<ReadonlyMap<string, Kind>> {
  if (places.length === 0) return new Map();
  const ids = sql.join(places.map(({ id }) => id));
  const { rows } = await sql<Kind>`
    select ${sql.join(selection(db))} from ${sql.table(table)}
    where ${ofIntegration(integrationId)} and id in (${ids})`.execute(db);
  return new Map(rows.map((row) => [placeOf(row)?.id ?? "", row]));
}

function tooMany(): ScimError {
  return new ScimError(
    400,
    "tooMany",
    `sortBy: it would need to read more than ${MAX_SORTED} resources; add a filter, or sort by id, userName, ` +
      "externalId, displayName, meta.created or meta.lastModified",
  );
}
