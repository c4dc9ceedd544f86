import { Pace } from "../../pace";
import type { StoredGroup } from "../../scim/backend";
import type { Database } from "../../store/database";
import { labelOf } from "../label";

/** A member as an answer shows it. */
export type Member = NonNullable<StoredGroup["members"]>[number];

/** How many members one statement reads. */
const PIECE = 5_000;

/** Reads all members of a group, in the order of their ids. Other requests run meanwhile. */
export async function readMembers(db: Database, groupId: string): Promise<Member[]> {
  const pace = new Pace();
  const members: Member[] = [];
  for (;;) {
    const after = members.at(-1)?.value ?? "";
    const rows = await selectMembers(db)
      .where("scim_group_members.group_id", "=", groupId)
      .where("scim_group_members.user_id", ">", after)
      .orderBy("scim_group_members.user_id")
      .limit(PIECE)
      .execute();
    for (const { value, display } of rows) members.push({ value, display });
    if (rows.length < PIECE) return members;
    await pace.giveWay();
  }
}

/** Reads the members of several groups in one statement. Null when they have too many for one. */
export async function readFewMembers(
  db: Database,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Member[]> | null> {
  const members = new Map<string, Member[]>(groupIds.map((id) => [id, []]));
  if (groupIds.length === 0) return members;
  const rows = await selectMembers(db)
    .where("scim_group_members.group_id", "in", groupIds)
    .orderBy("scim_group_members.group_id")
    .orderBy("scim_group_members.user_id")
    .limit(PIECE + 1)
    .execute();
  if (rows.length > PIECE) return null;
  for (const { group_id, value, display } of rows) members.get(group_id)?.push({ value, display });
  return members;
}

function selectMembers(db: Database) {
  return db
    .selectFrom("scim_group_members")
    .innerJoin("scim_users", "scim_users.id", "scim_group_members.user_id")
    .select([
      "scim_group_members.group_id",
      "scim_group_members.user_id as value",
      labelOf("scim_users.user_name").as("display"),
    ]);
}
