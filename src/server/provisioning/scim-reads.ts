import type { ResourceQuery, ScimReads } from "../scim/backend";
import { filterCondition } from "./filter-sql";
import { readGroupRow, toStoredGroups } from "./group-rows";
import type { Scope } from "./scope";
import { SEARCHABLE_GROUPS, SEARCHABLE_USERS } from "./searchable";
import { readUserRow, toStoredUsers } from "./user-rows";

/** Reads the users and groups of one integration; lists are ordered by id, which never changes. */
export function scimReads(scope: Scope): ScimReads {
  const { db } = scope;
  return {
    user: async (id) => {
      const row = await readUserRow(scope, id);
      return row && ((await toStoredUsers(db, [row]))[0] ?? null);
    },
    users: async (query) => {
      const matching = matchingUsers(scope, query);
      const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
      if (query.limit === 0) return { resources: [], total: Number(total) };
      const rows = await matching.selectAll().orderBy("id").limit(query.limit).offset(query.offset).execute();
      return { resources: await toStoredUsers(db, rows), total: Number(total) };
    },
    group: async (id, options) => {
      const row = await readGroupRow(scope, id);
      return row && ((await toStoredGroups(db, [row], options))[0] ?? null);
    },
    groups: async (query, options) => {
      const matching = matchingGroups(scope, query);
      const { total } = await matching.select((eb) => eb.fn.countAll().as("total")).executeTakeFirstOrThrow();
      if (query.limit === 0) return { resources: [], total: Number(total) };
      const rows = await matching.selectAll().orderBy("id").limit(query.limit).offset(query.offset).execute();
      return { resources: await toStoredGroups(db, rows, options), total: Number(total) };
    },
  };
}

function matchingUsers({ db, integrationId }: Scope, { filter }: ResourceQuery) {
  const all = db.selectFrom("scim_users").where("integration_id", "=", integrationId);
  return filter === null ? all : all.where(filterCondition(filter, SEARCHABLE_USERS));
}

function matchingGroups({ db, integrationId }: Scope, { filter }: ResourceQuery) {
  const all = db.selectFrom("scim_groups").where("integration_id", "=", integrationId);
  return filter === null ? all : all.where(filterCondition(filter, SEARCHABLE_GROUPS));
}
