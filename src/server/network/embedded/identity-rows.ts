import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import type { ChangedIdentity, IdentityState } from "../network-identities";

/** Reads an identity, and locks it until the transaction ends. */
export async function lockIdentity(db: Database, id: string): Promise<IdentityState> {
  const row = await db
    .selectFrom("identities")
    .select(["name", "external_id", "disabled_at", "disabled_until"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Error(`the identity ${id} of a SCIM user does not exist`);
  return row;
}

export async function insertIdentityRow(db: Database, identity: Row<"identities">): Promise<void> {
  await db.insertInto("identities").values(identity).execute();
}

export async function changeIdentityRow(db: Database, id: string, changed: ChangedIdentity): Promise<void> {
  await db.updateTable("identities").set(changed).where("id", "=", id).execute();
}

/** Sets `updated_at` of the identities of some users. */
export async function touchIdentities(db: Database, userIds: readonly string[], now: string): Promise<void> {
  await db
    .updateTable("identities")
    .set({ updated_at: now })
    .where("id", "in", (eb) => eb.selectFrom("scim_users").select("identity_id").where("id", "in", userIds))
    .execute();
}

/** Foreign keys delete the user with its identity, and the memberships and the ledger with them. */
export async function deleteIdentityRow(db: Database, id: string): Promise<void> {
  await db.deleteFrom("identities").where("id", "=", id).execute();
}
