import type { ListPlace } from "../answers/resource-response";
import type { ListStart, ResourcePage } from "../backend";
import type { ScimRequest } from "../message";
import { formatCursor, parseCursor } from "./cursor";
import { readCursorCount, readPage } from "./page-request";

/** Which page of a list a request asks for. */
interface Paging {
  readonly start: ListStart;
  readonly limit: number;
  /** The fields of the answer that give the place of a page in the list. */
  placeOf(page: Omit<ResourcePage<unknown>, "resources">): ListPlace;
}

/**
 * Reads the paging of a list. With `cursor`, even an empty one, the list is paged by cursor (RFC 9865).
 * Otherwise it is paged by index (RFC 7644 section 3.4.2.4).
 * @param listKey Everything that the list depends on: kind, filter and order.
 * @throws ScimError 400 invalidValue, invalidCursor, expiredCursor or invalidCount
 */
export function readPaging(request: ScimRequest, listKey: string): Paging {
  const { cursor } = request.query;
  if (cursor === undefined) {
    const { startIndex, count } = readPage(request);
    return {
      start: { skip: startIndex - 1 },
      limit: count,
      placeOf: ({ total }) => ({ totalResults: total ?? 0, startIndex }),
    };
  }
  const limit = readCursorCount(request);
  const start = cursor === "" ? { after: null } : parseCursor(cursor, listKey, request.now);
  return {
    start,
    limit,
    placeOf: ({ total, first, last }) => ({
      ...(total !== null && { totalResults: total }),
      ...(first !== null && { previousCursor: formatCursor({ before: first }, listKey, request.now) }),
      ...(last !== null && { nextCursor: formatCursor({ after: last }, listKey, request.now) }),
    }),
  };
}
