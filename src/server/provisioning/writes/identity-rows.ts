import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";

/** What a write has to know of an identity. */
export type IdentityState = Pick<Row<"identities">, "disabled_at" | "disabled_until">;

/** Reads whether an identity is disabled, and locks it until the transaction ends. */
export async function lockIdentity(db: Database, id: string): Promise<IdentityState> {
  const row = await db
    .selectFrom("identities")
    .select(["disabled_at", "disabled_until"])
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Error(`the identity ${id} of a SCIM user is not there`);
  return row;
}

/** Says of the identities of some users that they changed now. */
export async function touchIdentities(db: Database, userIds: readonly string[], now: string): Promise<void> {
  await db
    .updateTable("identities")
    .set({ updated_at: now })
    .where("id", "in", (eb) => eb.selectFrom("scim_users").select("identity_id").where("id", "in", userIds))
    .execute();
}

/** When a person disables an identity for some hours, that is less than what `active` false asks for. */
export function isDisabled(
  { disabled_at, disabled_until }: IdentityState,
  active: boolean,
  now: string,
): boolean {
  if (disabled_at === null) return false;
  return disabled_until === null || (active && disabled_until > now);
}
