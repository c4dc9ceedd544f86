import type { Database } from "../../../store/database";
import type { Row } from "../../../store/tables";

/** The columns of an identity that a write needs. */
type IdentityState = Pick<Row<"identities">, "name" | "external_id" | "disabled_at" | "disabled_until">;

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

/** Sets `updated_at` of the identities of some users. */
export async function touchIdentities(db: Database, userIds: readonly string[], now: string): Promise<void> {
  await db
    .updateTable("identities")
    .set({ updated_at: now })
    .where("id", "in", (eb) => eb.selectFrom("scim_users").select("identity_id").where("id", "in", userIds))
    .execute();
}

/**
 * Whether an identity counts as disabled. A person may disable an identity for a limited time. With `active`
 * false that is not enough, so such a limit counts only for a user with `active` true.
 */
export function isDisabled(
  { disabled_at, disabled_until }: Pick<IdentityState, "disabled_at" | "disabled_until">,
  active: boolean,
  now: string,
): boolean {
  if (disabled_at === null) return false;
  return disabled_until === null || (active && disabled_until > now);
}
