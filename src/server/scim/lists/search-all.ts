import { formatFilter } from "../../../contract/scim/format";
import { GROUP, USER } from "../../../contract/scim/resource";
import { project, readProjection, wants } from "../answers/projection";
import { groupResource, type ListPlace, listResponse } from "../answers/resource-response";
import { userRenderer } from "../answers/user-renderer";
import type { FoundResource, ResourceQuery, ScimBackend, StoredGroup, StoredUser } from "../backend";
import type { ScimRequest, ScimResponse } from "../message";
import { MAX_PAGE } from "../size-limits";
import { formatCursor, parseCursor } from "./cursor";
import { ofEachKind } from "./each-kind";
import { isDescending, readListFilter } from "./list-request";
import { readCursorCount, readPage } from "./page-request";
import { readSearch } from "./search";
import { type KindFilters, searchSorted } from "./search-sorted";
import { BY_ID } from "./sort-by";

/** `POST /.search`. @throws ScimError as for {@link listAll}, and 400 invalidSyntax */
export async function searchAll(backend: ScimBackend, request: ScimRequest): Promise<ScimResponse> {
  return listAll(backend, readSearch(request));
}

/**
 * `GET` of the integration URL (RFC 7644 section 3.4.2.1). Without `sortBy`, the list holds the users and
 * then the groups, each in the order of ids. With it, both are in one order. A kind without an attribute of
 * the filter has no match.
 * @throws ScimError 400 invalidFilter when the filter fits no kind, invalidPath when `sortBy` does. Otherwise
 *   as for a list of one kind.
 */
export async function listAll(backend: ScimBackend, search: ScimRequest): Promise<ScimResponse> {
  const filters = ofEachKind("invalidFilter", (kind) => ({ filter: readListFilter(kind, search) }));
  const asGroups = readProjection(GROUP, search);
  const showUser = userRenderer(search.baseUrl, readProjection(USER, search));
  const show = (found: FoundResource) =>
    found.kind === "User"
      ? showUser(found.resource)
      : project(groupResource(found.resource, search.baseUrl), asGroups);
  const members = { members: wants(asGroups, "members") };
  const isSorted = (search.query.sortBy ?? "").trim() !== "";
  const { found, place } = isSorted
    ? await searchSorted(backend, search, filters, members)
    : await usersThenGroups(listsOf(backend, filters, isDescending(search), members), search);
  return listResponse(found.map(show), place);
}

async function usersThenGroups(lists: Lists, search: ScimRequest) {
  const { cursor } = search.query;
  const { users, groups, place } =
    cursor === undefined ? await byIndex(lists, search) : await byCursor(lists, search, cursor);
  const found: FoundResource[] = [
    ...users.map((resource) => ({ kind: "User" as const, resource })),
    ...groups.map((resource) => ({ kind: "Group" as const, resource })),
  ];
  return { found, place };
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

const NOTHING = { resources: [], total: 0, first: null, last: null } as const;

function listsOf(
  backend: ScimBackend,
  { users, groups }: KindFilters,
  descending: boolean,
  members: { readonly members: boolean },
): Lists {
  const order = { by: BY_ID, descending };
  // Each kind may fill half of the page.
  const room = MAX_PAGE / 2;
  const queries = [users, groups].map((of) => of && [descending, of.filter && formatFilter(of.filter)]);
  return {
    users: async (range) => (users === null ? NOTHING : backend.users({ ...users, order, room, ...range })),
    groups: async (range) =>
      groups === null ? NOTHING : backend.groups({ ...groups, order, room, ...range }, members),
    listKey: JSON.stringify(queries),
  };
}

async function byIndex(lists: Lists, search: ScimRequest): Promise<SearchPage> {
  const { startIndex, count } = readPage(search);
  const skip = startIndex - 1;
  const users = await lists.users({ start: { skip }, limit: count });
  const userTotal = users.total ?? 0;
  // A page that would be too large ends among the users.
  const isAmongUsers = skip + users.resources.length < userTotal;
  const groups = await lists.groups({
    start: { skip: Math.max(0, skip - userTotal) },
    limit: isAmongUsers ? 0 : count - users.resources.length,
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
