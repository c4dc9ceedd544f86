import { GROUP_COLUMNS, type GroupRow } from "./group-row";
import type { Scope } from "./scope";

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
