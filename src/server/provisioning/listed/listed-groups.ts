import type { RawBuilder } from "kysely";
import type { StoredGroup } from "../../scim/backend";
import type { Database } from "../../store/database";
import { GROUP_COLUMNS, type GroupRow, toStoredGroup } from "../group-row";
import { FRAME, type Loaded, loadFitting } from "./fitting";
import { listedColumns } from "./listed-columns";
import { type Member, readFewMembers, readMembers } from "./listed-members";

/** A group as a list reads it. Long attributes are null. */
export interface ListedGroupRow extends Omit<GroupRow, "attributes"> {
  readonly attributes: string | null;
}

/** A member in an answer beside its name, in bytes: the id, the URL with the id, and the type. */
const MEMBER_FRAME = 256;

/** The columns of a {@link ListedGroupRow}, for a select from `scim_groups`. */
export function listedGroupColumns(): RawBuilder<unknown>[] {
  return listedColumns("scim_groups", GROUP_COLUMNS);
}

/** Reads what a row leaves out. Null when the group was deleted meanwhile. */
export async function wholeGroup(db: Database, row: ListedGroupRow): Promise<GroupRow | null> {
  if (row.attributes !== null) return row as GroupRow;
  const left = await db
    .selectFrom("scim_groups")
    .select("attributes")
    .where("id", "=", row.id)
    .executeTakeFirst();
  return left === undefined ? null : { ...row, ...left };
}

/** Loads the groups of some rows, as long as they fit into an answer together. */
export async function loadGroups(
  db: Database,
  rows: readonly ListedGroupRow[],
  room: number,
  options: { readonly members: boolean },
): Promise<Loaded<StoredGroup>> {
  const few = options.members
    ? await readFewMembers(
        db,
        rows.map(({ id }) => id),
      )
    : null;
  return loadFitting(rows, room, async (row) => {
    const whole = await wholeGroup(db, row);
    if (whole === null) return null;
    const members = options.members ? (few?.get(row.id) ?? (await readMembers(db, row.id))) : null;
    const bytes = FRAME + Buffer.byteLength(whole.attributes) + sizeOf(members ?? []);
    return { resource: toStoredGroup(whole, members), bytes };
  });
}

function sizeOf(members: readonly Member[]): number {
  return members.reduce((sum, { display }) => sum + MEMBER_FRAME + Buffer.byteLength(display), 0);
}
