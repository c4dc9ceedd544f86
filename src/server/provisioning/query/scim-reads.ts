import { sql } from "kysely";
import { GROUP, USER } from "../../../contract/scim/resource";
import type { ResourcePage, ResourceQuery, StoredGroup, StoredUser } from "../../scim/backend";
import { filteredResource } from "../../scim/lists/filtered-resource";
import { findGroup, toStoredGroups } from "../find-group";
import { userSelection } from "../find-user";
import { GROUP_COLUMNS, type GroupRow, toStoredGroup } from "../group-row";
import type { Scope } from "../scope";
import { type ShownUserRow, UserOfRow } from "../user-row";
import { listRows } from "./list-rows";
import { SEARCHABLE_GROUPS, SEARCHABLE_USERS } from "./searchable";
import type { ListSource } from "./select-page";

const USERS: ListSource<ShownUserRow> = {
  table: "scim_users",
  selection: userSelection,
  searchable: SEARCHABLE_USERS,
  candidateOf: (row) => ({ kind: USER, attributes: filteredResource(USER, new UserOfRow(row)) }),
};

const GROUPS: ListSource<GroupRow> = {
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
