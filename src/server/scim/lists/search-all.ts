import { formatFilter } from "../../../contract/scim/format";
import { GROUP, type ResourceKind, USER } from "../../../contract/scim/resource";
import type { ResourceQuery, ScimBackend, StoredGroup, StoredUser } from "../backend";
import type { ScimRequest, ScimResponse } from "../message";
import { project, readProjection, wants } from "../projection";
import { groupResource, type ListPlace, listResponse } from "../resource-response";
import { ScimError } from "../scim-error";
import { userRenderer } from "../user-renderer";
import { formatCursor, parseCursor } from "./cursor";
import { readListRequest } from "./list-request";
import { readCursorCount, readPage } from "./page-request";
import { readSearch } from "./search";

/** `POST /.search`. @throws ScimError as for {@link listAll}, and 400 invalidSyntax */
export async function searchAll(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  return listAll(backend, readSearch(request));
}

/**
 * `GET` of the integration URL (RFC 7644 section 3.4.2.1). The list holds the users and then the groups, each
 * in the order of ids. It is paged by index, or forward by cursor. A kind without an attribute of the filter
 * has no match.
 * @throws ScimError 400 invalidFilter when the filter fits no kind, invalidPath for `sortBy`. Otherwise as
 *   for a list of one kind.
 */
export async function listAll(backend: ScimBackend, search: ScimRequest): Promise<ScimResponse> {
  if (search.query.sortBy) {
    throw new ScimError(
      400,
      "invalidPath",
      "sortBy: a search of every kind cannot be sorted; search in /Users or /Groups",
    );
  }
  const asUsers = readProjection(USER, search);
  const asGroups = readProjection(GROUP, search);
  const lists = listsOf(backend, search, wants(asGroups, "members"));
  const { cursor } = search.query;
  const { users, groups, place } =
    cursor === undefined ? await byIndex(lists, search) : await byCursor(lists, search, cursor);
  const resources = [
    ...users.map(userRenderer(search.baseUrl, asUsers)),
    ...groups.map((group) => project(groupResource(group, search.baseUrl), asGroups)),
  ];
  return listResponse(resources, place);
}

type Range = Pick<ResourceQuery, "start" | "limit">;

/** Both lists of the search. */
interface Lists {
  users(range: Range): ReturnType<ScimBackend["users"]>;
  groups(range: Range): ReturnType<ScimBackend["groups"]>;
  /** Everything that the lists depend on. */
  readonly listKey: string;
}

interface SearchPage {
  readonly users: readonly StoredUser[];
  readonly groups: readonly StoredGroup[];
  readonly place: ListPlace;
}

const UNPAGED = { startIndex: undefined, count: undefined, cursor: undefined } as const;
const NOTHING = { resources: [], total: 0, first: null, last: null } as const;

function listsOf(backend: ScimBackend, search: ScimRequest, members: boolean): Lists {
  const refusals: ScimError[] = [];
  const queryOf = (kind: ResourceKind): ResourceQuery | null => {
    try {
      return readListRequest(kind, { ...search, query: { ...search.query, ...UNPAGED } }).query;
    } catch (error) {
      if (!(error instanceof ScimError) || error.scimType !== "invalidFilter") throw error;
      refusals.push(error);
      return null;
    }
  };
  const [ofUsers, ofGroups] = [queryOf(USER), queryOf(GROUP)];
  if (ofUsers === null && ofGroups === null && refusals[0] !== undefined) throw refusals[0];
  const queries = [ofUsers, ofGroups].map(
    (query) => query && [query.order.descending, query.filter && formatFilter(query.filter)],
  );
  return {
    users: async (range) => (ofUsers === null ? NOTHING : backend.users({ ...ofUsers, ...range })),
    groups: async (range) =>
      ofGroups === null ? NOTHING : backend.groups({ ...ofGroups, ...range }, { members }),
    listKey: JSON.stringify(queries),
  };
}

async function byIndex(lists: Lists, search: ScimRequest): Promise<SearchPage> {
  const { startIndex, count } = readPage(search);
  const skip = startIndex - 1;
  const users = await lists.users({ start: { skip }, limit: count });
  const userTotal = users.total ?? 0;
  const groups = await lists.groups({
    start: { skip: Math.max(0, skip - userTotal) },
    limit: count - users.resources.length,
  });
  const place = { totalResults: userTotal + (groups.total ?? 0), startIndex };
  return { users: users.resources, groups: groups.resources, place };
}

/** A cursor holds the kind and the id of the resource after which its page starts. */
async function byCursor(lists: Lists, search: ScimRequest, cursor: string): Promise<SearchPage> {
  const limit = readCursorCount(search);
  const start = cursor === "" ? null : placeOf(cursor, lists.listKey, search.now);
  const isInGroups = start?.kind === GROUP.name;
  const after = start && { key: null, id: start.id };
  const users = await lists.users(
    isInGroups ? { start: { after: null }, limit: 0 } : { start: { after }, limit },
  );
  const room = limit - users.resources.length;
  const isAmongUsers = users.last !== null;
  // When the last user fills the page, one more group tells whether another page follows.
  const groups = await lists.groups({
    start: { after: isInGroups ? after : null },
    limit: isAmongUsers ? 0 : Math.max(room, 1),
  });
  const shown = groups.resources.slice(0, room);
  const lastUser = users.resources.at(-1);
  const isMoreThanRoom = groups.resources.length > room;
  const last =
    lastUser !== undefined && (isAmongUsers || isMoreThanRoom)
      ? { kind: USER.name, id: lastUser.id }
      : groups.last && { kind: GROUP.name, id: groups.last.id };
  const isCounted = users.total !== null && groups.total !== null;
  const place = {
    ...(isCounted && { totalResults: (users.total ?? 0) + (groups.total ?? 0) }),
    ...(last !== null && {
      nextCursor: formatCursor({ after: { key: last.kind, id: last.id } }, lists.listKey, search.now),
    }),
  };
  return { users: users.resources, groups: shown, place };
}

function placeOf(cursor: string, listKey: string, now: Date) {
  const start = parseCursor(cursor, listKey, now);
  const { key, id } = "after" in start ? start.after : start.before;
  return { kind: key, id };
}
