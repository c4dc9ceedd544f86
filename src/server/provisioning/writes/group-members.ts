import { sql } from "kysely";
import { instant } from "../../context";
import { invalidValue } from "../../scim/scim-error";
import { engineOf } from "../../store/database";
import { isAmong } from "../../store/json-list";
import { query } from "../../store/query";
import { groupSupply } from "../../sync/ledger";
import { chunks } from "../chunks";
import type { Scope } from "../scope";
import { isIdentityOf } from "../user-rows";
import { addEntryToUsers, dropGroupEntries } from "./ledger-rows";

interface GroupName {
  readonly id: string;
  readonly displayName: string;
}

/**
 * Makes users members. The group's name of this moment goes into the ledger of those who were none before (domain
 * rule 13). Costs what the added users cost, whatever the size of the group.
 * @returns How many became members.
 * @throws ScimError 400 for an id that is no user of the integration.
 */
export async function addMembers(
  scope: Scope,
  group: GroupName,
  userIds: readonly string[],
): Promise<number> {
  const { db } = scope;
  const supply = groupSupply(group);
  let joined = 0;
  for (const ids of chunks([...new Set(userIds)])) {
    const users = await join(scope, group.id, ids);
    if (users.length === 0) continue;
    const list = JSON.stringify(users);
    if (supply.entry !== null) await addEntryToUsers.run(db, { userIds: list, ...supply.entry });
    await touchIdentities.run(db, { userIds: list, now: instant(scope.clock()) });
    joined += users.length;
  }
  if (joined > 0) supply.warnings.forEach(scope.warn);
  return joined;
}

/** Takes users out of a group, and what it supplied out of their ledgers. Ids that are no members do no harm. */
export async function removeMembers(
  scope: Scope,
  groupId: string,
  userIds: readonly string[],
): Promise<number> {
  const { db } = scope;
  let left = 0;
  for (const ids of chunks([...new Set(userIds)])) {
    const users = await leave(scope, groupId, ids);
    if (users.length === 0) continue;
    const list = JSON.stringify(users);
    await dropGroupEntries.run(db, { userIds: list, groupId });
    await touchIdentities.run(db, { userIds: list, now: instant(scope.clock()) });
    left += users.length;
  }
  return left;
}

/** Makes users members. @returns Those who were none before. @throws ScimError 400 for an id that is no user */
async function join(scope: Scope, groupId: string, ids: readonly string[]): Promise<readonly string[]> {
  const { db, integrationId } = scope;
  const insert = (joining: readonly string[]) =>
    insertMembers.run(db, { groupId, userIds: JSON.stringify(joining), integrationId });
  // Of one alone, as identity providers mostly send them, the write says all there is to know.
  if (ids.length === 1 && (await insert(ids)) === 1) return ids;
  const joining = (await usersOf(scope, groupId, ids)).filter((user) => user.member_of === null);
  const joiningIds = joining.map(({ id }) => id);
  if (joiningIds.length > 0) await insert(joiningIds);
  return joiningIds;
}

/** Takes users out of a group. @returns Those who were members. */
async function leave(
  { db, integrationId }: Scope,
  groupId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const remove = (leaving: readonly string[]) =>
    deleteMembers.run(db, { groupId, userIds: JSON.stringify(leaving) });
  if (ids.length === 1) return (await remove(ids)) === 1 ? ids : [];
  const users = await usersAndMembership.all(db, { groupId, userIds: JSON.stringify(ids), integrationId });
  const leavingIds = users.filter((user) => user.member_of !== null).map(({ id }) => id);
  if (leavingIds.length > 0) await remove(leavingIds);
  return leavingIds;
}

/** Ids of all members. */
export async function memberIds({ db }: Scope, groupId: string): Promise<string[]> {
  const rows = await db
    .selectFrom("scim_group_members")
    .select("user_id")
    .where("group_id", "=", groupId)
    .execute();
  return rows.map((row) => row.user_id);
}

/** Lists of ids are JSON texts. */
interface Membership {
  readonly groupId: string;
  readonly userIds: string;
}

/** Ids that are no users of the integration are left out. */
const insertMembers = query(
  (db, { groupId, userIds, integrationId }: Membership & { readonly integrationId: string }) =>
    db
      .insertInto("scim_group_members")
      .columns(["group_id", "user_id"])
      .expression(
        sql`select cast(${groupId} as text), id from scim_users where integration_id = ${integrationId} and ${isAmong(db, "id", userIds)}`,
      )
      .onConflict((conflict) => conflict.doNothing()),
);

/**
 * PostgreSQL plans for a group of the average size and would rather read all of it than look for each user, however large
 * this one is: it is not told that an index knows the group.
 */
const deleteMembers = query((db, { groupId, userIds }: Membership) =>
  db
    .deleteFrom("scim_group_members")
    .where(isAmong(db, "user_id", userIds))
    .where(engineOf(db) === "postgresql" ? sql`group_id || ''` : sql.ref("group_id"), "=", groupId),
);

/** `member_of` is the group, null for who is none of its members: asked for each user, so that nobody reads all members. */
const usersAndMembership = query(
  (db, { groupId, userIds, integrationId }: Membership & { readonly integrationId: string }) =>
    db
      .selectFrom("scim_users")
      .select((eb) => [
        "scim_users.id",
        eb
          .selectFrom("scim_group_members")
          .select("scim_group_members.group_id")
          .whereRef("scim_group_members.user_id", "=", "scim_users.id")
          .where("scim_group_members.group_id", "=", groupId)
          .as("member_of"),
      ])
      .where("scim_users.integration_id", "=", integrationId)
      .where(isAmong(db, "scim_users.id", userIds)),
);

async function usersOf({ db, integrationId }: Scope, groupId: string, ids: readonly string[]) {
  const users = await usersAndMembership.all(db, { groupId, userIds: JSON.stringify(ids), integrationId });
  const known = new Set(users.map((user) => user.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return users;
  throw invalidValue(`members: ${JSON.stringify(unknown)} is no user of this integration`);
}

const touchIdentities = query((db, { userIds, now }: { readonly userIds: string; readonly now: string }) =>
  db
    .updateTable("identities")
    .set({ updated_at: now })
    .where(isIdentityOf(db, "id", userIds)),
);
