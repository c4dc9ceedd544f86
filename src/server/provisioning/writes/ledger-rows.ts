import { sql } from "kysely";
import type { Database } from "../../store/database";
import { isAmong } from "../../store/json-list";
import { query } from "../../store/query";
import type { Row } from "../../store/tables";
import type { LedgerChange, LedgerEntry } from "../../sync/types";
import { isIdentityOf } from "../user-rows";

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
  for (const { source, sourceId, value } of add) {
    await addEntry.run(db, { identityId, source, sourceId, value });
  }
}

/** Users by their ids: a JSON list. */
interface OfUsers {
  readonly userIds: string;
}

/** Adds the same entry to the identities of users; those that have it already keep it. */
export const addEntryToUsers = query((db, { userIds, source, sourceId, value }: OfUsers & Entry) =>
  db
    .insertInto("identity_attributes")
    .columns(["identity_id", "source", "source_id", "value"])
    .expression(
      sql`select identity_id, cast(${source} as text), cast(${sourceId} as text), cast(${value} as text) from scim_users where ${isAmong(db, "id", userIds)}`,
    )
    .onConflict((conflict) => conflict.doNothing()),
);

/** Drops what a group supplied to the identities of users. */
export const dropGroupEntries = query((db, { userIds, groupId }: OfUsers & { readonly groupId: string }) =>
  db
    .deleteFrom("identity_attributes")
    .where(isIdentityOf(db, "identity_id", userIds))
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

const addEntry = query(
  (db, { identityId, source, sourceId, value }: Entry & { readonly identityId: string }) =>
    db
      .insertInto("identity_attributes")
      .values({ identity_id: identityId, source, source_id: sourceId, value })
      .onConflict((conflict) => conflict.doNothing()),
);
