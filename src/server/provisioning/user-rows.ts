import type { StoredUser, UserAttributes } from "../scim/backend";
import type { Database } from "../store/database";
import type { NewRow, Row } from "../store/tables";
import { chunks } from "./chunks";
import type { Scope } from "./scope";

/** The columns that user attributes fill; what filters look for is kept beside the JSON. */
export function userColumns(attributes: UserAttributes) {
  return {
    user_name: attributes.userName,
    user_name_key: attributes.userName.toLowerCase(),
    external_id: textOrNull(attributes.externalId),
    display_name_key: textOrNull(attributes.displayName)?.toLowerCase() ?? null,
    active: attributes.active ? 1 : 0,
    attributes: JSON.stringify(attributes),
  };
}

/** The rows that keep the e-mail addresses of a user; the key is empty where an entry has labels but no address. */
export function emailRows(userId: string, attributes: UserAttributes): NewRow<"scim_user_emails">[] {
  const emails: readonly unknown[] = Array.isArray(attributes.emails) ? attributes.emails : [];
  return emails.map((email, position) => {
    const { value, type, primary } = (email ?? {}) as Readonly<Record<string, unknown>>;
    const value_key = (textOrNull(value) ?? "").toLowerCase();
    const type_key = textOrNull(type)?.toLowerCase() ?? null;
    const is_primary = primary === true ? 1 : 0;
    return { user_id: userId, position, value_key, type_key, is_primary };
  });
}

/** A user of the integration; null when it has none with the id. */
export async function readUserRow(
  { db, integrationId }: Scope,
  id: string,
): Promise<Row<"scim_users"> | null> {
  const row = await db
    .selectFrom("scim_users")
    .selectAll()
    .where("integration_id", "=", integrationId)
    .where("id", "=", id)
    // What a write read stays as it is until the write is done: of two changes at once none is lost.
    .$if(db.isTransaction, (query) => query.forNoKeyUpdate())
    .executeTakeFirst();
  return row ?? null;
}

/** Rows as the SCIM room takes them, with the groups they are in. */
export async function toStoredUsers(db: Database, rows: readonly Row<"scim_users">[]): Promise<StoredUser[]> {
  const groups = await groupsOf(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toStoredUser(row, groups.get(row.id) ?? []));
}

export function toStoredUser(row: Row<"scim_users">, groups: StoredUser["groups"]): StoredUser {
  return {
    id: row.id,
    attributes: JSON.parse(row.attributes) as UserAttributes,
    groups,
    createdAt: new Date(row.created_at),
    lastModified: new Date(row.last_modified),
    version: row.version,
  };
}

type GroupReference = StoredUser["groups"][number];

async function groupsOf(db: Database, userIds: readonly string[]): Promise<Map<string, GroupReference[]>> {
  const groups = new Map<string, GroupReference[]>();
  for (const ids of chunks(userIds)) {
    const rows = await db
      .selectFrom("scim_group_members")
      .innerJoin("scim_groups", "scim_groups.id", "scim_group_members.group_id")
      .select(["scim_group_members.user_id", "scim_groups.id", "scim_groups.display_name"])
      .where("scim_group_members.user_id", "in", ids)
      .orderBy("scim_groups.id")
      .execute();
    for (const { user_id, id, display_name } of rows) {
      const known = groups.get(user_id);
      const reference = { value: id, display: display_name };
      if (known === undefined) groups.set(user_id, [reference]);
      else known.push(reference);
    }
  }
  return groups;
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
