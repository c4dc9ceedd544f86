import { setImmediate } from "node:timers/promises";
import { instant } from "../../../context";
import { notAUser } from "../../../scim/attributes/member-ids";
import { groupSupply } from "../../../sync/ledger";
import { chunks } from "../../chunks";
import type { Scope } from "../../scope";
import { addEntryToUsers, dropGroupEntries } from "../ledger-rows";

interface GroupName {
  readonly id: string;
  readonly displayName: string;
}

/**
 * Makes users members. The current name of the group goes into the ledger of each new member (domain rule
 * 13). The cost depends on the number of added users, not on the size of the group.
 * @returns how many became members
 * @throws ScimError 400 for an id that is no user of the integration
 */
export async function addMembers(
  scope: Scope,
  group: GroupName,
  userIds: readonly string[],
): Promise<number> {
  const { db } = scope;
  const supply = groupSupply(group);
  let joined = 0;
  for await (const ids of chunksInTurn(userIds)) {
    const users = await insertMembers(scope, group.id, ids);
    if (users.length === 0) continue;
    if (supply.entry !== null) await addEntryToUsers(db, users, supply.entry);
    await scope.identities.attributesChanged(db, users, instant(scope.clock()));
    joined += users.length;
  }
  if (joined > 0) supply.warnings.forEach(scope.warn);
  return joined;
}

/** What a removal of members did. */
export interface Departure {
  /** How many were members. */
  readonly left: number;
  /** How many of their identities lost a role attribute. */
  readonly lostAttribute: number;
}

/**
 * Removes users from a group, and drops what the group supplied to their ledgers. Ignores ids that are not
 * members.
 */
export async function removeMembers(
  scope: Scope,
  groupId: string,
  userIds: readonly string[],
): Promise<Departure> {
  const { db } = scope;
  let [left, lostAttribute] = [0, 0];
  for await (const ids of chunksInTurn(userIds)) {
    const users = await deleteMembers(scope, groupId, ids);
    if (users.length === 0) continue;
    lostAttribute += await dropGroupEntries(db, users, groupId);
    await scope.identities.attributesChanged(db, users, instant(scope.clock()));
    left += users.length;
  }
  return { left, lostAttribute };
}

/** How many members one statement reads. With more, no other request would be answered for too long. */
const PIECE = 5000;

/** Reads the ids of all members. */
export async function memberIds({ db }: Scope, groupId: string): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const rows = await db
      .selectFrom("scim_group_members")
      .select("user_id")
      .where("group_id", "=", groupId)
      .where("user_id", ">", ids.at(-1) ?? "")
      .orderBy("user_id")
      .limit(PIECE)
      .execute();
    for (const { user_id } of rows) ids.push(user_id);
    if (rows.length < PIECE) return ids;
    await setImmediate();
  }
}

/** The ids, each once, in chunks. Other requests are answered between two of them. */
async function* chunksInTurn(userIds: readonly string[]): AsyncGenerator<string[]> {
  for (const [at, ids] of chunks([...new Set(userIds)]).entries()) {
    if (at > 0) await setImmediate();
    yield ids;
  }
}

/** Inserts memberships. @returns the new members @throws ScimError 400 for an id that is no user */
async function insertMembers(
  scope: Scope,
  groupId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const joining = await nonMembers(scope, groupId, ids);
  if (joining.length === 0) return [];
  await scope.db
    .insertInto("scim_group_members")
    .values(joining.map((id) => ({ group_id: groupId, user_id: id })))
    .execute();
  return joining;
}

/** Deletes memberships. @returns the former members */
async function deleteMembers(
  { db }: Scope,
  groupId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .deleteFrom("scim_group_members")
    .where("group_id", "=", groupId)
    .where("user_id", "in", ids)
    .returning("user_id")
    .execute();
  return rows.map(({ user_id }) => user_id);
}

/** Selects the users that are not members yet. @throws ScimError 400 for an id that is no user */
async function nonMembers(
  { db, integrationId }: Scope,
  groupId: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const users = await db
    .selectFrom("scim_users")
    .select("id")
    .where("integration_id", "=", integrationId)
    .where("id", "in", ids)
    .execute();
  const known = new Set(users.map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw notAUser(unknown);
  // Not a join: PostgreSQL takes a group that is new since its last ANALYZE for an empty one, and then reads
  // all of its members again for each user.
  const members = await db
    .selectFrom("scim_group_members")
    .select("user_id")
    .where("group_id", "=", groupId)
    .where("user_id", "in", ids)
    .execute();
  const isMember = new Set(members.map(({ user_id }) => user_id));
  return users.filter(({ id }) => !isMember.has(id)).map(({ id }) => id);
}
