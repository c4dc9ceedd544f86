import type { Filter } from "../../../contract/scim/filter/filter";
import { formatAttributePath, formatFilter } from "../../../contract/scim/format";
import type { ListPlace } from "../answers/resource-response";
import type { FoundResource, KindQuery, ScimBackend } from "../backend";
import type { ScimRequest } from "../message";
import { type OfEachKind, ofEachKind } from "./each-kind";
import { isDescending, readListSort } from "./list-request";
import { readPaging } from "./paging";

/** The filter of a search for each kind. Null for a kind in which nothing matches. */
export type KindFilters = OfEachKind<{ readonly filter: Filter | null } | null>;

/**
 * Finds users and groups in one order, for a `POST /.search` with `sortBy`. A kind without the attribute
 * stands where absent values stand.
 * @throws ScimError 400 invalidPath when neither kind can be sorted so, and as `readPaging` does
 */
export async function searchSorted(
  backend: ScimBackend,
  search: ScimRequest,
  filters: KindFilters,
  options: { readonly members: boolean },
): Promise<{ readonly found: readonly FoundResource[]; readonly place: ListPlace }> {
  const by = ofEachKind("invalidPath", (kind) => readListSort(kind, search));
  const users = filters.users && { ...filters.users, by: by.users };
  const groups = filters.groups && { ...filters.groups, by: by.groups };
  const descending = isDescending(search);
  const listKey = JSON.stringify([keyOf(users), keyOf(groups), descending]);
  const { placeOf, ...range } = readPaging(search, listKey);
  const page = await backend.search({ users, groups, descending, ...range }, options);
  return { found: page.resources, place: placeOf(page) };
}

function keyOf(query: KindQuery | null): unknown {
  if (query === null) return null;
  const { by, filter } = query;
  return [by && formatAttributePath(by), filter && formatFilter(filter)];
}
