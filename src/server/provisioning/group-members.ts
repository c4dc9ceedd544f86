import { instant } from "../context";
import { invalidValue } from "../scim/scim-error";
import { groupSupply } from "../sync/ledger";
import { chunks } from "./chunks";
import { addEntry, dropGroupEntries } from "./ledger-rows";
import type { Scope } from "./scope";

interface GroupName {
  readonly id: string;
  readonly displayName: string;
}

interface Member {
  readonly id: string;
  readonly identity_id: string;
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
    const users = await usersOf(scope, ids);
    const present = new Set((await membersAmong(scope, group.id, ids)).map((member) => member.id));
    const joining = users.filter((user) => !present.has(user.id));
    if (joining.length === 0) continue;
    const identityIds = joining.map((user) => user.identity_id);
    await db
      .insertInto("scim_group_members")
      .values(joining.map((user) => ({ group_id: group.id, user_id: user.id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    if (supply.entry !== null) await addEntry(db, identityIds, supply.entry);
    await touch(scope, identityIds);
    joined += joining.length;
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
  let left = 0;
  for (const ids of chunks([...new Set(userIds)])) {
    const leaving = await membersAmong(scope, groupId, ids);
    if (leaving.length === 0) continue;
    const identityIds = leaving.map((member) => member.identity_id);
    await scope.db
      .deleteFrom("scim_group_members")
      .where("group_id", "=", groupId)
      .where(
        "user_id",
        "in",
        leaving.map((member) => member.id),
      )
      .execute();
    await dropGroupEntries(scope.db, identityIds, groupId);
    await touch(scope, identityIds);
    left += leaving.length;
  }
  return left;
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

async function usersOf({ db, integrationId }: Scope, ids: readonly string[]): Promise<Member[]> {
  const users = await db
    .selectFrom("scim_users")
    .select(["id", "identity_id"])
    .where("integration_id", "=", integrationId)
    .where("id", "in", ids)
    .execute();
  const known = new Set(users.map((user) => user.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return users;
  throw invalidValue(`members: ${JSON.stringify(unknown)} is no user of this integration`);
}

function membersAmong({ db }: Scope, groupId: string, userIds: readonly string[]): Promise<Member[]> {
  return db
    .selectFrom("scim_group_members")
    .innerJoin("scim_users", "scim_users.id", "scim_group_members.user_id")
    .select(["scim_users.id", "scim_users.identity_id"])
    .where("scim_group_members.group_id", "=", groupId)
    .where("scim_group_members.user_id", "in", userIds)
    .execute();
}

async function touch({ db, clock }: Scope, identityIds: readonly string[]): Promise<void> {
  const changed = { updated_at: instant(clock()) };
  await db.updateTable("identities").set(changed).where("id", "in", identityIds).execute();
}
