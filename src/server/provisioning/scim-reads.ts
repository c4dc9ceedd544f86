import { GROUP, USER } from "../../contract/scim/resource";
import type { ScimReads } from "../scim/backend";
import { filteredResource } from "../scim/filter-match";
import { readGroupRow, toStoredGroup, toStoredGroups } from "./group-rows";
import { type ListSource, listRows } from "./list-rows";
import type { Scope } from "./scope";
import { SEARCHABLE_GROUPS, SEARCHABLE_USERS } from "./searchable";
import { readUserRow, toStoredUser, toStoredUsers } from "./user-rows";

const USERS: ListSource<"scim_users"> = {
  table: "scim_users",
  searchable: SEARCHABLE_USERS,
  candidateOf: (row) => ({ kind: USER, attributes: filteredResource(USER, toStoredUser(row, [])) }),
};

const GROUPS: ListSource<"scim_groups"> = {
  table: "scim_groups",
  searchable: SEARCHABLE_GROUPS,
  candidateOf: (row) => ({ kind: GROUP, attributes: filteredResource(GROUP, toStoredGroup(row, null)) }),
};

/** Reads the users and groups of one integration. */
export function scimReads(scope: Scope): ScimReads {
  const { db } = scope;
  return {
    user: async (id) => {
      const row = await readUserRow(scope, id);
      return row && ((await toStoredUsers(db, [row]))[0] ?? null);
    },
    users: async (query) => {
      const { rows, ...page } = await listRows(scope, USERS, query);
      return { ...page, resources: await toStoredUsers(db, rows) };
    },
    group: async (id, options) => {
      const row = await readGroupRow(scope, id);
      return row && ((await toStoredGroups(db, [row], options))[0] ?? null);
    },
    groups: async (query, options) => {
      const { rows, ...page } = await listRows(scope, GROUPS, query);
      return { ...page, resources: await toStoredGroups(db, rows, options) };
    },
  };
}
