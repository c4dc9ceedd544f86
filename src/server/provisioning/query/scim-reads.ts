import { GROUP, USER } from "../../../contract/scim/resource";
import type {
  FoundResource,
  Place,
  ResourcePage,
  ResourceQuery,
  SearchQuery,
  StoredGroup,
  StoredUser,
} from "../../scim/backend";
import { filteredResource } from "../../scim/lists/filtered-resource";
import { MAX_PAGE } from "../../scim/size-limits";
import { findGroup } from "../find-group";
import { toStoredGroup } from "../group-row";
import { type ListedGroupRow, listedGroupColumns, loadGroups, wholeGroup } from "../listed/listed-groups";
import { readMembers } from "../listed/listed-members";
import { type ListedUserRow, listedUserColumns, loadUsers, wholeUser } from "../listed/listed-users";
import type { Scope } from "../scope";
import { UserOfRow } from "../user-row";
import {
  SEARCHABLE_GROUPS,
  SEARCHABLE_GROUPS_IN_PIECES,
  SEARCHABLE_USERS,
  SEARCHABLE_USERS_IN_PIECES,
} from "./filter/searchable";
import { fitPage } from "./fit-page";
import { listRows } from "./list-rows";
import { pageOfPlaces } from "./order/place-order";
import { allPlaces, rowsAt } from "./order/sorted-page";
import type { ListSource } from "./select-page";

const USERS: ListSource<ListedUserRow> = {
  kind: USER,
  table: "scim_users",
  selection: listedUserColumns,
  searchable: SEARCHABLE_USERS,
  searchableInPieces: SEARCHABLE_USERS_IN_PIECES,
  candidateOf: async (db, row) => {
    const whole = await wholeUser(db, row);
    return whole && { kind: USER, attributes: filteredResource(USER, new UserOfRow(whole)) };
  },
};

const GROUPS: ListSource<ListedGroupRow> = {
  kind: GROUP,
  table: "scim_groups",
  selection: listedGroupColumns,
  searchable: SEARCHABLE_GROUPS,
  searchableInPieces: SEARCHABLE_GROUPS_IN_PIECES,
  candidateOf: async (db, row) => {
    const whole = await wholeGroup(db, row);
    return whole && { kind: GROUP, attributes: filteredResource(GROUP, toStoredGroup(whole, null)) };
  },
};

/** Reads one page of the users. @throws ScimError like {@link listRows} */
export async function readUsers(scope: Scope, query: ResourceQuery): Promise<ResourcePage<StoredUser>> {
  const page = await listRows(scope, USERS, query);
  return fitPage(page, query, (rows, room) => loadUsers(scope.db, rows, room));
}

/** Reads a group by its id. @returns null when the integration has no such group */
export async function readGroup(
  scope: Scope,
  id: string,
  options: { readonly members: boolean },
): Promise<StoredGroup | null> {
  const row = await findGroup(scope, id);
  return row && toStoredGroup(row, options.members ? await readMembers(scope.db, id) : null);
}

/** Reads one page of the groups. @throws ScimError like {@link listRows} */
export async function readGroups(
  scope: Scope,
  query: ResourceQuery,
  options: { readonly members: boolean },
): Promise<ResourcePage<StoredGroup>> {
  const page = await listRows(scope, GROUPS, query);
  return fitPage(page, query, (rows, room) => loadGroups(scope.db, rows, room, options));
}

/** Reads one page of the users and groups in one order. @throws ScimError like {@link allPlaces} */
export async function readSorted(
  scope: Scope,
  { users, groups, descending, ...range }: SearchQuery,
  options: { readonly members: boolean },
): Promise<ResourcePage<FoundResource>> {
  const places = [
    ...(users === null ? [] : await allPlaces(scope, USERS, users)),
    ...(groups === null ? [] : await allPlaces(scope, GROUPS, groups)),
  ];
  const { shown, ...page } = pageOfPlaces(places, descending, range);
  // The ids are unique among both kinds.
  const userRows = await rowsAt(scope, USERS, shown);
  const groupRows = await rowsAt(scope, GROUPS, shown);
  const rows = shown.flatMap((place): MixedRow[] => {
    const [user, group] = [userRows.get(place.id), groupRows.get(place.id)];
    if (user !== undefined) return [{ place, user }];
    return group === undefined ? [] : [{ place, group }];
  });
  const fitted = { ...page, rows, places: rows.map(({ place }) => place) };
  return fitPage(fitted, range, (some) => loadMixed(scope, some, options));
}

type MixedRow = { readonly place: Place } & (
  | { readonly user: ListedUserRow; readonly group?: undefined }
  | { readonly group: ListedGroupRow; readonly user?: undefined }
);

/** Loads users and groups in the order of their rows. Each kind may fill half of the answer. */
async function loadMixed(scope: Scope, rows: readonly MixedRow[], options: { readonly members: boolean }) {
  const userRows = rows.flatMap(({ user = [] }) => user);
  const groupRows = rows.flatMap(({ group = [] }) => group);
  const users = await loadUsers(scope.db, userRows, MAX_PAGE / 2);
  const groups = await loadGroups(scope.db, groupRows, MAX_PAGE / 2, options);
  const found = new Map<string, FoundResource>();
  for (const resource of users.resources) found.set(resource.id, { kind: "User", resource });
  for (const resource of groups.resources) found.set(resource.id, { kind: "Group", resource });
  const leftOut = new Set<unknown>([...userRows.slice(users.rows), ...groupRows.slice(groups.rows)]);
  const end = rows.findIndex(({ user, group }) => leftOut.has(user ?? group));
  const count = end === -1 ? rows.length : end;
  return {
    rows: count,
    resources: rows.slice(0, count).flatMap(({ place }) => found.get(place.id) ?? []),
  };
}
