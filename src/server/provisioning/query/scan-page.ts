import { ScimError } from "../../scim/scim-error";
import type { FilterPlan } from "./filter/plan-filter";
import { MOST_READ, readMatches, rowsOf } from "./read-candidates";
import { type ForwardQuery, type List, type ListSource, placeOf, type RowPage } from "./select-page";

/** The attributes that have columns. The refusal lists them. */
const INDEXED = "userName, externalId, displayName, active, emails, groups or meta.lastModified";

type ScannedList<Kind> = List & { readonly source: ListSource<Kind> };

/**
 * Reads a page of a list. The database answers only a part of the filter. The server reads the resources that
 * may match, and applies the rest of the filter itself.
 * @param ids The resources that may match, in the order of the list, after the start of a cursor.
 * @throws ScimError 400 tooMany when the server would have to read too many rows
 */
export async function scanPage<Kind extends object>(
  list: ScannedList<Kind>,
  { start, limit }: ForwardQuery,
  { ids, plan }: { readonly ids: readonly string[]; readonly plan: FilterPlan },
): Promise<RowPage<Kind>> {
  const skip = "skip" in start ? start.skip : 0;
  const rows: Kind[] = [];
  let matched = 0;
  for await (const { row } of readMatches(list, ids, { plan, tooMany })) {
    matched += 1;
    if ("after" in start && matched > limit) {
      return { rows, total: null, last: placeOf(rows.at(-1)) };
    }
    if (matched > skip && rows.length < limit) rows.push(row);
  }
  const isMore = "skip" in start && skip + rows.length < matched;
  const total = "skip" in start ? matched : null;
  return { rows, total, last: isMore ? placeOf(rows.at(-1)) : null };
}

/**
 * Reads a page of the resources with some ids.
 * @param ids The resources that match, in the order of the list, after the start of a cursor.
 */
export async function pageOfIds<Kind extends object>(
  list: ScannedList<Kind>,
  { start, limit }: ForwardQuery,
  ids: readonly string[],
): Promise<RowPage<Kind>> {
  const skip = "skip" in start ? start.skip : 0;
  const rows = await rowsOf<Kind>(list, ids.slice(skip, skip + limit));
  const isAll = "skip" in start || start.after === null;
  const isMore = skip + limit < ids.length;
  return { rows, total: isAll ? ids.length : null, last: isMore ? placeOf(rows.at(-1)) : null };
}

function tooMany(): ScimError {
  return new ScimError(
    400,
    "tooMany",
    `filter: it would need to read more than ${MOST_READ} resources; add a condition on ${INDEXED}`,
  );
}
