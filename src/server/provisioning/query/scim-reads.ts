import { sql } from "kysely";
import { GROUP, USER } from "../../../contract/scim/resource";
import type {
  FoundResource,
  ResourcePage,
  ResourceQuery,
  SearchQuery,
  StoredGroup,
  StoredUser,
} from "../../scim/backend";
import { filteredResource } from "../../scim/lists/filtered-resource";
import { findGroup, toStoredGroups } from "../find-group";
import { userSelection } from "../find-user";
import { GROUP_COLUMNS, type GroupRow, toStoredGroup } from "../group-row";
import type { Scope } from "../scope";
import { type ShownUserRow, UserOfRow } from "../user-row";
import { listRows } from "./list-rows";
import { pageOfPlaces } from "./place-order";
import { SEARCHABLE_GROUPS, SEARCHABLE_USERS } from "./searchable";
import type { ListSource } from "./select-page";
import { allPlaces, rowsAt } from "./sorted-page";

const USERS: ListSource<ShownUserRow> = {
  kind: USER,
  table: "scim_users",
  selection: userSelection,
  searchable: SEARCHABLE_USERS,
  candidateOf: (row) => ({ kind: USER, attributes: filteredResource(USER, new UserOfRow(row)) }),
};

const GROUPS: ListSource<GroupRow> = {
  kind: GROUP,
  table: "scim_groups",
  selection: () => GROUP_COLUMNS.map((name) => sql.ref(`scim_groups.${name}`)),
  searchable: SEARCHABLE_GROUPS,
  candidateOf: (row) => ({ kind: GROUP, attributes: filteredResource(GROUP, toStoredGroup(row, null)) }),
};

/** Reads one page of the users. @throws ScimError like {@link listRows} */
export async function readUsers(scope: Scope, query: ResourceQuery): Promise<ResourcePage<StoredUser>> {
  const { rows, ...page } = await listRows(scope, USERS, query);
  return { ...page, resources: rows.map((row) => new UserOfRow(row)) };
}

/** Reads a group by its id. @returns null when the integration has no such group */
export async function readGroup(
  scope: Scope,
  id: string,
  options: { readonly members: boolean },
): Promise<StoredGroup | null> {
  const row = await findGroup(scope, id);
  return row && ((await toStoredGroups(scope.db, [row], options))[0] ?? null);
}

/** Reads one page of the groups. @throws ScimError like {@link listRows} */
export async function readGroups(
  scope: Scope,
  query: ResourceQuery,
  options: { readonly members: boolean },
): Promise<ResourcePage<StoredGroup>> {
  const { rows, ...page } = await listRows(scope, GROUPS, query);
  return { ...page, resources: await toStoredGroups(scope.db, rows, options) };
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
  const found = new Map<string, FoundResource>();
  for (const [id, row] of userRows) found.set(id, { kind: "User", resource: new UserOfRow(row) });
  for (const resource of await toStoredGroups(scope.db, [...groupRows.values()], options)) {
    found.set(resource.id, { kind: "Group", resource });
  }
  return { ...page, resources: shown.flatMap(({ id }) => found.get(id) ?? []) };
}
