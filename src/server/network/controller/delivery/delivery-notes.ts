import type { Database } from "../../../store/database";

/** An identity that a write made, and whose it is. */
export interface MadeIdentity {
  readonly identityId: string;
  readonly userId: string;
  readonly integrationId: string;
}

/** Notes in the caller's transaction that a new identity has to be delivered. */
export async function noteMade(db: Database, made: MadeIdentity, now: string): Promise<void> {
  await db
    .insertInto("deliveries")
    .values({
      identity_id: made.identityId,
      user_id: made.userId,
      integration_id: made.integrationId,
      controller_id: null,
      delivered: null,
      offered: null,
      generation: 1,
      state: "pending",
      is_urgent: 0,
      since: now,
      attempts: 0,
      next_attempt_at: now,
      leased_until: null,
      refusal: null,
    })
    .execute();
}

/** Which identities changed: by a column of their deliveries. */
export interface ChangedIdentities {
  readonly by: "identity_id" | "user_id" | "integration_id";
  readonly values: readonly string[];
  /** Whether somebody loses access by it. */
  readonly isUrgent?: boolean;
}

/** Notes in the caller's transaction that identities shall be something else. A refused one is tried again. */
export async function noteChanged(
  db: Database,
  { by, values, isUrgent = false }: ChangedIdentities,
  now: string,
): Promise<void> {
  await db
    .updateTable("deliveries")
    .set((eb) => ({
      generation: eb("generation", "+", 1),
      since: eb.case().when("state", "=", "delivered").then(now).else(eb.ref("since")).end(),
      state: "pending" as const,
      attempts: 0,
      next_attempt_at: now,
      refusal: null,
      ...(isUrgent && { is_urgent: 1 }),
    }))
    .where(by, "in", values)
    .execute();
}
