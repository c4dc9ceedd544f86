import { type RawBuilder, sql } from "kysely";
import type { Database } from "../store/database";
import { jsonList } from "../store/json-list";
import { labelOf } from "./label";
import type { Scope } from "./scope";
import { USER_COLUMNS, UserOfRow, type UserRow } from "./user-row";

/** Finds a user of the integration by its id. @returns null when the integration has no such user */
export async function findUser(
  { db, integrationId, lockedRows }: Scope,
  id: string,
): Promise<UserOfRow<UserRow> | null> {
  const known = lockedRows?.users.get(id);
  if (known !== undefined) return known;
  const row = await db
    .selectFrom("scim_users")
    .select(USER_COLUMNS)
    .select(groupsOfUser(db).as("groups"))
    .where("integration_id", "=", integrationId)
    .where("id", "=", id)
    // The lock lasts until the write ends, so that two concurrent changes are both kept.
    .$if(db.isTransaction, (found) => found.forNoKeyUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  const user = new UserOfRow(row);
  lockedRows?.users.set(id, user);
  return user;
}

/** Selects the groups of a user as JSON text, for a select from `scim_users`. */
export function groupsOfUser(db: Database): RawBuilder<string> {
  return jsonList(
    db,
    // The index holds the rows in the order of this column.
    [sql.ref("scim_group_members.group_id"), labelOf("scim_groups.display_name")],
    sql`scim_group_members inner join scim_groups on scim_groups.id = scim_group_members.group_id
      where scim_group_members.user_id = scim_users.id`,
  );
}
