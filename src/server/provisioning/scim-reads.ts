import { sql } from "kysely";
import { GROUP, USER } from "../../contract/scim/resource";
import type { ScimReads } from "../scim/backend";
import { filteredResource } from "../scim/filter-match";
import { GROUP_COLUMNS, type GroupRow, readGroupRow, toStoredGroup, toStoredGroups } from "./group-rows";
import { listRows } from "./list-rows";
import type { ListSource } from "./page-select";
import type { Scope } from "./scope";
import { SEARCHABLE_GROUPS, SEARCHABLE_USERS } from "./searchable";
import { readUserRow, toStoredUser, type UserRow, userSelection } from "./user-rows";

const USERS: ListSource<UserRow> = {
  table: "scim_users",
  selection: userSelection,
  searchable: SEARCHABLE_USERS,
  candidateOf: (row) => ({ kind: USER, attributes: filteredResource(USER, toStoredUser(row)) }),
};

const GROUPS: ListSource<GroupRow> = {
  table: "scim_groups",
  selection: () => GROUP_COLUMNS.map((name) => sql.ref(`scim_groups.${name}`)),
  searchable: SEARCHABLE_GROUPS,
  candidateOf: (row) => ({ kind: GROUP, attributes: filteredResource(GROUP, toStoredGroup(row, null)) }),
};

/** Reads the users and groups of one integration. */
export function scimReads(scope: Scope): ScimReads {
  const { db } = scope;
  return {
    user: async (id) => {
      const row = await readUserRow(scope, id);
      return row && toStoredUser(row);
    },
    users: async (query) => {
      const { rows, ...page } = await listRows(scope, USERS, query);
      return { ...page, resources: rows.map(toStoredUser) };
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
