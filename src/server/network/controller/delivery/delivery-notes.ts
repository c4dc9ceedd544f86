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
  /** Whether they shall be what they should be before. A refusal then stays, so that it is recorded once. */
  readonly isRetry?: boolean;
}

/**
 * Notes in the caller's transaction that identities shall be something else. A refused one is tried again.
 */
export async function noteChanged(
  db: Database,
  { by, values, isUrgent = false, isRetry = false }: ChangedIdentities,
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
      ...(!isRetry && { refusal: null }),
      ...(isUrgent && { is_urgent: 1 }),
    }))
    .where(by, "in", values)
    .execute();
}

/**
 * Notes in the caller's transaction that a refused delivery is tried again.
 * @returns false when it was not refused
 */
export async function noteRepeated(db: Database, identityId: string, now: string): Promise<boolean> {
  const refused = await db
    .selectFrom("deliveries")
    .select("identity_id")
    .where("identity_id", "=", identityId)
    // A sweep may be trying it again, which keeps the refusal.
    .where("refusal", "is not", null)
    .executeTakeFirst();
  if (refused === undefined) return false;
  await noteChanged(db, { by: "identity_id", values: [identityId], isRetry: true }, now);
  return true;
}
