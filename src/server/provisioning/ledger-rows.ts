import type { Database } from "../store/database";
import type { LedgerChange, LedgerEntry } from "../sync/types";
import { chunks } from "./chunks";

/** The ledger entries of one identity. */
export async function readLedger(db: Database, identityId: string): Promise<LedgerEntry[]> {
  const rows = await db
    .selectFrom("identity_attributes")
    .select(["source", "source_id", "value"])
    .where("identity_id", "=", identityId)
    .execute();
  return rows.map(({ source, source_id, value }) => ({ source, sourceId: source_id, value }));
}

/** Writes what changed in the ledger of one identity. */
export async function writeLedger(
  db: Database,
  identityId: string,
  { add, remove }: Pick<LedgerChange, "add" | "remove">,
): Promise<void> {
  for (const { source, sourceId, value } of remove) {
    await db
      .deleteFrom("identity_attributes")
      .where("identity_id", "=", identityId)
      .where("source", "=", source)
      .where("source_id", "=", sourceId)
      .where("value", "=", value)
      .execute();
  }
  for (const entry of add) await addEntry(db, [identityId], entry);
}

/** Adds the same entry to many identities; those that have it already keep it. */
export async function addEntry(
  db: Database,
  identityIds: readonly string[],
  { source, sourceId, value }: LedgerEntry,
): Promise<void> {
  for (const ids of chunks(identityIds)) {
    await db
      .insertInto("identity_attributes")
      .values(ids.map((identity_id) => ({ identity_id, source, source_id: sourceId, value })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Drops what a group supplied to these identities. */
export async function dropGroupEntries(
  db: Database,
  identityIds: readonly string[],
  groupId: string,
): Promise<void> {
  for (const ids of chunks(identityIds)) {
    await db
      .deleteFrom("identity_attributes")
      .where("identity_id", "in", ids)
      .where("source", "=", "group")
      .where("source_id", "=", groupId)
      .execute();
  }
}
