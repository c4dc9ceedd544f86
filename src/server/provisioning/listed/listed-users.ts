import { type RawBuilder, sql } from "kysely";
import type { StoredUser } from "../../scim/backend";
import type { Database } from "../../store/database";
import { groupsOfUser } from "../find-user";
import { SHOWN_COLUMNS, type ShownUserRow, UserOfRow } from "../user-row";
import { FRAME, type Loaded, loadFitting, type Sized } from "./fitting";
import { listedColumns } from "./listed-columns";

/** A user as a list reads it. Long attributes and many groups are null. */
export interface ListedUserRow extends Omit<ShownUserRow, "attributes" | "groups"> {
  readonly attributes: string | null;
  readonly groups: string | null;
}

/** The groups of a user with more of them are read on their own. */
const FEW_GROUPS = 50;

/** How much longer a group is in an answer than in {@link ListedUserRow}, where it has no URL. */
const GROWTH_OF_GROUPS = 4;

/** The columns of a {@link ListedUserRow}, for a select from `scim_users`. */
export function listedUserColumns(db: Database): RawBuilder<unknown>[] {
  const count = sql`(select count(*) from scim_group_members where user_id = scim_users.id)`;
  return [
    ...listedColumns("scim_users", SHOWN_COLUMNS),
    sql`case when ${count} <= ${sql.lit(FEW_GROUPS)} then ${groupsOfUser(db)} end as ${sql.ref("groups")}`,
  ];
}

/** Reads what a row leaves out. Null when the user was deleted meanwhile. */
export function wholeUser(db: Database, row: ListedUserRow): ShownUserRow | Promise<ShownUserRow | null> {
  return isWhole(row) ? row : readWhole(db, row);
}

/** Loads the users of some rows, as long as they fit into an answer together. */
export function loadUsers(
  db: Database,
  rows: readonly ListedUserRow[],
  room: number,
): Promise<Loaded<StoredUser>> {
  return loadFitting(rows, room, (row) =>
    isWhole(row) ? sized(row) : readWhole(db, row).then((whole) => whole && sized(whole)),
  );
}

function isWhole(row: ListedUserRow): row is ShownUserRow {
  return row.attributes !== null && row.groups !== null;
}

async function readWhole(db: Database, row: ListedUserRow): Promise<ShownUserRow | null> {
  const left = await db
    .selectFrom("scim_users")
    .select(["attributes", groupsOfUser(db).as("groups")])
    .where("id", "=", row.id)
    .executeTakeFirst();
  return left === undefined ? null : { ...row, ...left };
}

function sized(row: ShownUserRow): Sized<StoredUser> {
  const bytes = FRAME + Buffer.byteLength(row.attributes) + GROWTH_OF_GROUPS * Buffer.byteLength(row.groups);
  return { resource: new UserOfRow(row), bytes };
}
