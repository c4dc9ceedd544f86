import { setImmediate } from "node:timers/promises";
import type { StoredGroup } from "../scim/backend";
import type { Database } from "../store/database";
import { chunks } from "./chunks";
import { GROUP_COLUMNS, type GroupRow, toStoredGroup } from "./group-row";
import type { Scope } from "./scope";

/** How many members of a large group one statement reads. Other requests are answered between two of them. */
const PIECE = 5000;

type Member = NonNullable<StoredGroup["members"]>[number];

/** Finds a group of the integration by its id. @returns null when the integration has no such group */
export async function findGroup(
  { db, integrationId, lockedRows }: Scope,
  id: string,
): Promise<GroupRow | null> {
  const known = lockedRows?.groups.get(id);
  if (known !== undefined) return known;
  const row = await db
    .selectFrom("scim_groups")
    .select(GROUP_COLUMNS)
    .where("integration_id", "=", integrationId)
    .where("id", "=", id)
    // The lock lasts until the write ends, so that two concurrent changes are both kept.
    .$if(db.isTransaction, (found) => found.forNoKeyUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  lockedRows?.groups.set(id, row);
  return row;
}

/** Turns rows into SCIM groups. Reads the members only when `options.members` is set. */
export async function toStoredGroups(
  db: Database,
  rows: readonly GroupRow[],
  options: { readonly members: boolean },
): Promise<StoredGroup[]> {
  if (!options.members) return rows.map((row) => toStoredGroup(row, null));
  const small = rows.filter(({ members_at_most }) => members_at_most <= PIECE);
  const members = await membersOf(
    db,
    small.map(({ id }) => id),
  );
  for (const { id } of rows.filter((row) => !small.includes(row))) members.set(id, await manyMembers(db, id));
  return rows.map((row) => toStoredGroup(row, members.get(row.id) ?? []));
}

async function membersOf(db: Database, groupIds: readonly string[]): Promise<Map<string, Member[]>> {
  const members = new Map<string, Member[]>();
  for (const ids of chunks(groupIds)) {
    const rows = await db
      .selectFrom("scim_group_members")
      .innerJoin("scim_users", "scim_users.id", "scim_group_members.user_id")
      .select(["scim_group_members.group_id", "scim_users.id", "scim_users.user_name"])
      .where("scim_group_members.group_id", "in", ids)
      .orderBy("scim_users.id")
      .execute();
    for (const { group_id, id, user_name } of rows) {
      const known = members.get(group_id);
      const member = { value: id, display: user_name };
      if (known === undefined) members.set(group_id, [member]);
      else known.push(member);
    }
  }
  return members;
}

/** Reads the members of one large group in pieces. */
async function manyMembers(db: Database, groupId: string): Promise<Member[]> {
  const members: Member[] = [];
  for (;;) {
    const rows = await db
      .selectFrom("scim_group_members")
      .innerJoin("scim_users", "scim_users.id", "scim_group_members.user_id")
      .select(["scim_group_members.user_id", "scim_users.user_name"])
      .where("scim_group_members.group_id", "=", groupId)
      .where("scim_group_members.user_id", ">", members.at(-1)?.value ?? "")
      .orderBy("scim_group_members.user_id")
      .limit(PIECE)
      .execute();
    for (const { user_id, user_name } of rows) members.push({ value: user_id, display: user_name });
    if (rows.length < PIECE) return members;
    await setImmediate();
  }
}
