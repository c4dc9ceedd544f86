import { sql } from "kysely";
import type { Database } from "../store/database";
import { isAmong, textsOf } from "../store/json-list";
import { query } from "../store/query";
import type { Row } from "../store/tables";
import type { LedgerChange, LedgerEntry } from "../sync/types";

/** The ledger entries of one identity. */
export async function readLedger(db: Database, identityId: string): Promise<LedgerEntry[]> {
  const rows = await entriesOf.all(db, { identityId });
  return rows.map(({ source, source_id, value }) => ({ source, sourceId: source_id, value }));
}

/** Writes what changed in the ledger of one identity. */
export async function writeLedger(
  db: Database,
  identityId: string,
  { add, remove }: Pick<LedgerChange, "add" | "remove">,
): Promise<void> {
  for (const { source, sourceId, value } of remove) {
    await dropEntry.run(db, { identityId, source, sourceId, value });
  }
  const identityIds = JSON.stringify([identityId]);
  for (const entry of add) await addEntry(db, identityIds, entry);
}

/**
 * Adds the same entry to many identities; those that have it already keep it.
 * @param identityIds A JSON list.
 */
export async function addEntry(db: Database, identityIds: string, entry: LedgerEntry): Promise<void> {
  await addEntries.run(db, { identityIds, ...entry });
}

/** Drops what a group supplied to these identities: a JSON list. */
export const dropGroupEntries = query(
  (db, { identityIds, groupId }: { readonly identityIds: string; readonly groupId: string }) =>
    db
      .deleteFrom("identity_attributes")
      .where(isAmong(db, "identity_id", identityIds))
      .where("source", "=", "group")
      .where("source_id", "=", groupId),
);

const entriesOf = query((db, { identityId }: { readonly identityId: string }) =>
  db
    .selectFrom("identity_attributes")
    .select(["source", "source_id", "value"])
    .where("identity_id", "=", identityId),
);

type Entry = Pick<Row<"identity_attributes">, "source" | "value"> & { readonly sourceId: string };

const dropEntry = query(
  (db, { identityId, source, sourceId, value }: Entry & { readonly identityId: string }) =>
    db
      .deleteFrom("identity_attributes")
      .where("identity_id", "=", identityId)
      .where("source", "=", source)
      .where("source_id", "=", sourceId)
      .where("value", "=", value),
);

const addEntries = query(
  (db, { identityIds, source, sourceId, value }: Entry & { readonly identityIds: string }) =>
    db
      .insertInto("identity_attributes")
      .columns(["identity_id", "source", "source_id", "value"])
      .expression(
        sql`select value, cast(${source} as text), cast(${sourceId} as text), cast(${value} as text) from (${textsOf(db, identityIds)}) as supplied where true`,
      )
      .onConflict((conflict) => conflict.doNothing()),
);
