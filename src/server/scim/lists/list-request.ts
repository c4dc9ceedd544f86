import { formatFilter } from "../../../contract/scim/format";
import { parsePath } from "../../../contract/scim/parse-path";
import { type ResourceKind, resolveBareName, sameName } from "../../../contract/scim/resource";
import {
  type ResourceOrder,
  type ResourcePage,
  type ResourceQuery,
  SORT_NAMES,
  type SortName,
} from "../backend";
import type { ScimRequest } from "../message";
import type { ListPlace } from "../resource-response";
import { ScimError } from "../scim-error";
import { formatCursor, parseCursor } from "./cursor";
import { readCursorCount, readPage } from "./page-request";
import { readFilter } from "./read-filter";

/** A parsed request for a list. */
export interface ListRequest {
  readonly query: ResourceQuery;
  /** The fields of the answer that give the place of a page in the list. */
  placeOf(page: Omit<ResourcePage<unknown>, "resources">): ListPlace;
}

/**
 * Reads filter, order and paging of a list. With `cursor`, even an empty one, the list is paged by cursor
 * (RFC 9865). Otherwise it is paged by index (RFC 7644 section 3.4.2.4).
 *
 * @throws ScimError 400 invalidFilter, invalidPath or invalidValue for the order, invalidCursor,
 *   expiredCursor, invalidCount
 */
export function readListRequest(kind: ResourceKind, request: ScimRequest): ListRequest {
  const filter = request.query.filter ? readFilter(kind, request.query.filter) : null;
  const order = readOrder(kind, request);
  const { cursor } = request.query;
  if (cursor === undefined) {
    const { startIndex, count } = readPage(request);
    return {
      query: { filter, order, start: { skip: startIndex - 1 }, limit: count },
      placeOf: ({ total }) => ({ totalResults: total ?? 0, startIndex }),
    };
  }
  const limit = readCursorCount(request);
  const listKey = [kind.name, order.by, order.descending, filter === null ? "" : formatFilter(filter)].join();
  const start = cursor === "" ? { after: null } : parseCursor(cursor, listKey, request.now);
  return {
    query: { filter, order, start, limit },
    placeOf: ({ total, first, last }) => ({
      ...(total !== null && { totalResults: total }),
      ...(first !== null && { previousCursor: formatCursor({ before: first }, listKey, request.now) }),
      ...(last !== null && { nextCursor: formatCursor({ after: last }, listKey, request.now) }),
    }),
  };
}

function readOrder(kind: ResourceKind, { query }: ScimRequest): ResourceOrder {
  const by = query.sortBy?.trim() ? readSortName(kind, query.sortBy) : "id";
  const word = query.sortOrder?.trim() || "ascending";
  if (!sameName(word, "ascending") && !sameName(word, "descending")) {
    throw new ScimError(
      400,
      "invalidValue",
      `sortOrder must be ascending or descending, not ${JSON.stringify(word)}`,
    );
  }
  return { by, descending: sameName(word, "descending") };
}

function readSortName(kind: ResourceKind, text: string): SortName {
  const parsed = parsePath(text);
  const resolved = parsed.ok && parsed.path.valueFilter === null ? resolveBareName(kind, parsed.path) : null;
  const name = [resolved?.attribute.name, resolved?.subAttribute?.name].filter(Boolean).join(".");
  const known: readonly SortName[] = SORT_NAMES[kind.name];
  const found = resolved?.extension === null ? known.find((one) => one === name) : undefined;
  if (found !== undefined) return found;
  throw new ScimError(
    400,
    "invalidPath",
    `sortBy: a list of ${kind.name}s cannot be sorted by ${JSON.stringify(text)}; ` +
      `use one of ${known.join(", ")}`,
  );
}
