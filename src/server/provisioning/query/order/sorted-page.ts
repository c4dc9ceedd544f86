import type { KindQuery, Place, ResourceQuery } from "../../../scim/backend";
import { BY_ID } from "../../../scim/lists/sort-by";
import { sortKeyReader } from "../../../scim/lists/sort-key";
import { ScimError } from "../../../scim/scim-error";
import type { Scope } from "../../scope";
import { planSearch } from "../filter/plan-search";
import { findIds } from "../find-ids";
import type { PlacedPage } from "../fit-page";
import { MOST_READ, readMatches, rowsOf } from "../read-candidates";
import { type ListSource, ofIntegration, placeOf } from "../select-page";
import { pageOfPlaces } from "./place-order";
import { SORT_COLUMNS } from "./sort-columns";

/**
 * Reads a page of a list that no column sorts.
 * @throws ScimError like {@link allPlaces}
 */
export async function sortedPage<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  { filter, order, ...range }: ResourceQuery,
): Promise<PlacedPage<Kind>> {
  const found = await allPlaces(scope, source, { filter, by: order.by });
  const { shown, ...page } = pageOfPlaces(found, order.descending, range);
  const rows = await rowsAt(scope, source, shown);
  const places = shown.filter(({ id }) => rows.has(id));
  return { ...page, places, rows: places.flatMap(({ id }) => rows.get(id) ?? []) };
}

/**
 * Reads the places of all resources of a kind that match, in the order of ids. It reads them in batches, so
 * that other requests go on.
 * @throws ScimError 400 tooMany when it would have to read too many rows
 */
export async function allPlaces<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  { filter, by }: KindQuery,
): Promise<Place[]> {
  const { db, integrationId } = scope;
  const search = filter && (await planSearch(scope, source, filter));
  const ids = await findIds({ db, table: source.table, integrationId }, search, []);
  const plan = search === null || search.plan.kind === "sql" ? null : search.plan;
  const keyOf = sortKeyReader(source.kind, by);
  const places: Place[] = [];
  for await (const { candidate, row } of readMatches(listById(scope, source), ids, { plan, tooMany })) {
    places.push({ key: keyOf(candidate.attributes), id: placeOf(row)?.id ?? "" });
  }
  return places;
}

/** Reads the rows at some places, by their ids. A row that was deleted meanwhile is missing. */
export async function rowsAt<Kind extends object>(
  scope: Scope,
  source: ListSource<Kind>,
  places: readonly Place[],
): Promise<ReadonlyMap<string, Kind>> {
  const rows = await rowsOf<Kind>(
    listById(scope, source),
    places.map(({ id }) => id),
  );
  return new Map(rows.map((row) => [placeOf(row)?.id ?? "", row]));
}

function listById<Kind extends object>({ db, integrationId }: Scope, source: ListSource<Kind>) {
  const order = { by: BY_ID, descending: false };
  const column = SORT_COLUMNS[source.table].id;
  return { db, source, column, order, conditions: [ofIntegration(integrationId)] };
}

function tooMany(): ScimError {
  return new ScimError(
    400,
    "tooMany",
    `sortBy: it would need to read more than ${MOST_READ} resources; add a filter, or sort by id, ` +
      "userName, externalId, displayName, meta.created or meta.lastModified",
  );
}
