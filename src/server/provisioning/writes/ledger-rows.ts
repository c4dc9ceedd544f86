import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import type { LedgerChange, LedgerEntry } from "../../sync/types";
import { chunks } from "../chunks";

/** Reads the ledger entries of one identity. */
export async function readLedger(db: Database, identityId: string): Promise<LedgerEntry[]> {
  const rows = await db
    .selectFrom("identity_attributes")
    .select(["source", "source_id", "value"])
    .where("identity_id", "=", identityId)
    .execute();
  return rows.map(({ source, source_id, value }) => ({ source, sourceId: source_id, value }));
}

/** Writes a change to the ledger of one identity. */
export async function writeLedger(
  db: Database,
  identityId: string,
  { add, remove }: Pick<LedgerChange, "add" | "remove">,
): Promise<void> {
  const rowOf = ({ source, sourceId, value }: LedgerEntry): Row<"identity_attributes"> => ({
    identity_id: identityId,
    source,
    source_id: sourceId,
    value,
  });
  for (const { source, source_id, value } of remove.map(rowOf)) {
    await db
      .deleteFrom("identity_attributes")
      .where("identity_id", "=", identityId)
      .where("source", "=", source)
      .where("source_id", "=", source_id)
      .where("value", "=", value)
      .execute();
  }
  for (const rows of chunks(add.map(rowOf))) {
    await db
      .insertInto("identity_attributes")
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Adds one entry to the identities of users. An identity that already has it keeps it. */
export async function addEntryToUsers(
  db: Database,
  userIds: readonly string[],
  { source, sourceId, value }: LedgerEntry,
): Promise<void> {
  await db
    .insertInto("identity_attributes")
    .columns(["identity_id", "source", "source_id", "value"])
    .expression((eb) =>
      eb
        .selectFrom("scim_users")
        .select((s) => [
          "identity_id",
          s.val(source).as("source"),
          s.val(sourceId).as("source_id"),
          s.val(value).as("value"),
        ])
        .where("id", "in", userIds),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Deletes the entries that a group supplied to the identities of users.
 * @returns how many identities lost an attribute by it, since no other source supplies it (domain rule 14)
 */
export async function dropGroupEntries(
  db: Database,
  userIds: readonly string[],
  groupId: string,
): Promise<number> {
  const dropped = await db
    .deleteFrom("identity_attributes")
    .where("identity_id", "in", (eb) =>
      eb.selectFrom("scim_users").select("identity_id").where("id", "in", userIds),
    )
    .where("source", "=", "group")
    .where("source_id", "=", groupId)
    .returning((eb) =>
      eb
        .exists(
          eb
            .selectFrom("identity_attributes as other")
            .select("other.source")
            .whereRef("other.identity_id", "=", "identity_attributes.identity_id")
            .whereRef("other.value", "=", "identity_attributes.value")
            .where((or) => or.or([or("other.source", "!=", "group"), or("other.source_id", "!=", groupId)])),
        )
        .as("is_supplied"),
    )
    .execute();
  return dropped.filter(({ is_supplied }) => !is_supplied).length;
}
