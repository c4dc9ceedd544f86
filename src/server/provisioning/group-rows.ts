import type { GroupAttributes, StoredGroup } from "../scim/backend";
import { changeRow } from "../store/change-row";
import type { Database } from "../store/database";
import { query } from "../store/query";
import type { Row } from "../store/tables";
import { chunks } from "./chunks";
import type { Scope } from "./scope";
import { textOrNull } from "./user-rows";

/** What is read of a group. */
export type GroupRow = Pick<
  Row<"scim_groups">,
  "id" | "display_name" | "attributes" | "version" | "created_at" | "last_modified"
>;

export const GROUP_COLUMNS = [
  "id",
  "display_name",
  "attributes",
  "version",
  "created_at",
  "last_modified",
] as const;

/** The columns that group attributes fill. */
export function groupColumns(attributes: GroupAttributes) {
  return {
    display_name: attributes.displayName,
    display_name_key: attributes.displayName.toLowerCase(),
    external_id: textOrNull(attributes.externalId),
    attributes: JSON.stringify(attributes),
  };
}

const groupById = query(
  (db, { id, integrationId }: { readonly id: string; readonly integrationId: string }) =>
    db
      .selectFrom("scim_groups")
      .select(GROUP_COLUMNS)
      .where("integration_id", "=", integrationId)
      .where("id", "=", id)
      // What a write read stays as it is until the write is done: of two changes at once none is lost.
      .$if(db.isTransaction, (found) => found.forNoKeyUpdate()),
);

/** A group of the integration; null when it has none with the id. */
export async function readGroupRow({ db, integrationId, held }: Scope, id: string): Promise<GroupRow | null> {
  const known = held?.groups.get(id);
  if (known !== undefined) return known;
  const row = await groupById.first(db, { id, integrationId });
  if (row !== undefined) held?.groups.set(id, row);
  return row ?? null;
}

/** Writes what the attributes of a group fill. */
export const changeGroupRow = changeRow("scim_groups");

/** Adds a group. */
export const addGroup = query((db, row: Row<"scim_groups">) => db.insertInto("scim_groups").values(row), {
  id: true,
  integration_id: true,
  display_name: true,
  display_name_key: true,
  external_id: true,
  attributes: true,
  version: true,
  created_at: true,
  last_modified: true,
});

/** Rows as the SCIM room takes them; the members are read only when asked for. */
export async function toStoredGroups(
  db: Database,
  rows: readonly GroupRow[],
  options: { readonly members: boolean },
): Promise<StoredGroup[]> {
  const members = options.members
    ? await membersOf(
        db,
        rows.map((row) => row.id),
      )
    : null;
  return rows.map((row) => toStoredGroup(row, members && (members.get(row.id) ?? [])));
}

export function toStoredGroup(row: GroupRow, members: StoredGroup["members"]): StoredGroup {
  return {
    id: row.id,
    attributes: JSON.parse(row.attributes) as GroupAttributes,
    members,
    createdAt: row.created_at,
    lastModified: row.last_modified,
    version: row.version,
  };
}

type Member = NonNullable<StoredGroup["members"]>[number];

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
