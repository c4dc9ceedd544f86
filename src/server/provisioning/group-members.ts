import { sql } from "kysely";
import { instant } from "../context";
import { invalidValue } from "../scim/scim-error";
import { engineOf } from "../store/database";
import { isAmong, textsOf } from "../store/json-list";
import { query } from "../store/query";
import { groupSupply } from "../sync/ledger";
import { chunks } from "./chunks";
import { addEntry, dropGroupEntries } from "./ledger-rows";
import type { Scope } from "./scope";

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
    const joining = (await usersOf(scope, group.id, ids)).filter((user) => user.member_of === null);
    if (joining.length === 0) continue;
    const identityIds = JSON.stringify(joining.map((user) => user.identity_id));
    await insertMembers.run(db, { groupId: group.id, userIds: JSON.stringify(joining.map(({ id }) => id)) });
    if (supply.entry !== null) await addEntry(db, identityIds, supply.entry);
    await touchIdentities.run(db, { identityIds, now: instant(scope.clock()) });
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
  const { db, integrationId } = scope;
  let left = 0;
  for (const ids of chunks([...new Set(userIds)])) {
    const users = await usersAndMembership.all(db, { groupId, userIds: JSON.stringify(ids), integrationId });
    const leaving = users.filter((user) => user.member_of !== null);
    if (leaving.length === 0) continue;
    const identityIds = JSON.stringify(leaving.map((member) => member.identity_id));
    await deleteMembers.run(db, { groupId, userIds: JSON.stringify(leaving.map(({ id }) => id)) });
    await dropGroupEntries.run(db, { identityIds, groupId });
    await touchIdentities.run(db, { identityIds, now: instant(scope.clock()) });
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

/** Lists of ids are JSON texts. */
interface Membership {
  readonly groupId: string;
  readonly userIds: string;
}

const insertMembers = query((db, { groupId, userIds }: Membership) =>
  db
    .insertInto("scim_group_members")
    .columns(["group_id", "user_id"])
    .expression(
      sql`select cast(${groupId} as text), value from (${textsOf(db, userIds)}) as joining where true`,
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
        "scim_users.identity_id",
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

const touchIdentities = query(
  (db, { identityIds, now }: { readonly identityIds: string; readonly now: string }) =>
    db
      .updateTable("identities")
      .set({ updated_at: now })
      .where(isAmong(db, "id", identityIds)),
);
