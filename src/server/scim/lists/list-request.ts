import type { AttributePath, Filter } from "../../../contract/scim/filter/filter";
import { formatAttributePath, formatFilter } from "../../../contract/scim/format";
import { type ResourceKind, sameName } from "../../../contract/scim/resource";
import type { ListPlace } from "../answers/resource-response";
import type { ResourcePage, ResourceQuery } from "../backend";
import type { ScimRequest } from "../message";
import { invalidFilter, invalidValue } from "../scim-error";
import { chargedComparisons } from "./filter-cost";
import { readPaging } from "./paging";
import { readFilter } from "./read-filter";
import { BY_ID, readSortBy } from "./sort-by";

/** A parsed request for a list. */
export interface ListRequest {
  readonly query: ResourceQuery;
  /** The fields of the answer that give the place of a page in the list. */
  placeOf(page: Omit<ResourcePage<unknown>, "resources">): ListPlace;
}

/**
 * Reads filter, order and paging of a list.
 * @throws ScimError 400 invalidFilter, invalidPath or invalidValue for the order, invalidCursor,
 *   expiredCursor, invalidCount
 */
export function readListRequest(kind: ResourceKind, request: ScimRequest): ListRequest {
  const filter = readListFilter(kind, request);
  const [by, descending] = [readListSort(kind, request) ?? BY_ID, isDescending(request)];
  const listKey = [
    kind.name,
    formatAttributePath(by),
    descending,
    filter === null ? "" : formatFilter(filter),
  ];
  const { placeOf, ...range } = readPaging(request, listKey.join());
  return { query: { filter, order: { by, descending }, ...range }, placeOf };
}

/**
 * The filter of a list. Null when the request has none. Its comparisons without an index count as further
 * requests.
 * @throws ScimError 400 invalidFilter, also for an empty filter. It would else answer everybody to a client
 *   that forgot the value.
 */
export function readListFilter(kind: ResourceKind, { query, charge }: ScimRequest): Filter | null {
  if (query.filter === undefined) return null;
  if (query.filter.trim() === "") throw invalidFilter("filter: it is empty; leave it out to list everything");
  const filter = readFilter(kind, query.filter);
  charge?.(chargedComparisons(filter));
  return filter;
}

/** What a list is sorted by. Null when the request does not say. @throws ScimError 400 invalidPath */
export function readListSort(kind: ResourceKind, { query }: ScimRequest): AttributePath | null {
  return query.sortBy?.trim() ? readSortBy(kind, query.sortBy) : null;
}

/** Whether a list is in descending order. @throws ScimError 400 invalidValue */
export function isDescending({ query }: ScimRequest): boolean {
  const word = query.sortOrder?.trim() || "ascending";
  if (sameName(word, "ascending")) return false;
  if (sameName(word, "descending")) return true;
  throw invalidValue(`sortOrder must be ascending or descending, not ${JSON.stringify(word)}`);
}
