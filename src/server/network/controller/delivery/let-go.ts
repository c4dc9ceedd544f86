import { instant, secondsAfter } from "../../../context";
import type { Database } from "../../../store/database";
import type { NetworkRefusal } from "../../network";
import type { CallLimits, ControllerApi } from "../controller-api";
import { type ClaimedDelivery, LEASE_SECONDS } from "./claim-deliveries";
import { type DesiredIdentity, desiredIdentities } from "./desired-identity";
import type { Offer } from "./merge-change";

/** A delivery that waits for a value which another identity of this server has there. */
export interface Waiting {
  readonly claimed: ClaimedDelivery;
  readonly refusal: NetworkRefusal;
}

/**
 * Lets the holder of a value go on to a temporary one, when it waits for the delivery that wants the value:
 * two people swap names, or more pass them on in a circle. The temporary value is noted as offered, so the
 * holder's own delivery replaces it, also after a crash and when the holder shall have its former value
 * again.
 */
export async function breakCircle(
  { db, api, now }: { readonly db: Database; readonly api: ControllerApi; readonly now: Date },
  { claimed, refusal }: Waiting,
  limits: CallLimits,
): Promise<void> {
  const { field, holder } = refusal;
  if (holder === null || (field !== "name" && field !== "externalId")) return;
  const held = await pendingBy(db, holder.id);
  if (held === null || !(await waitsFor(db, held, claimed, now))) return;
  const isLeased = await lease(db, held, now);
  if (!isLeased) return;
  try {
    const there = await api.readIdentity(holder.id, limits);
    if (there === null || there[field] !== claimed.desired?.[field]) return;
    await noteOffered(db, held, field);
    const temporary = field === "name" ? { name: `passing on a name: ${holder.id}` } : { externalId: null };
    await api.patch(holder.id, temporary, limits);
  } finally {
    await db.updateTable("deliveries").set({ leased_until: null }).where("identity_id", "=", held).execute();
  }
}

/** The identity with this id at the controller, when it has a pending delivery. */
async function pendingBy(db: Database, controllerId: string): Promise<string | null> {
  const row = await db
    .selectFrom("deliveries")
    .select("identity_id")
    .where("controller_id", "=", controllerId)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return row?.identity_id ?? null;
}

/** Whether an identity waits for another one, alone or through others that wait. */
async function waitsFor(db: Database, waiting: string, other: ClaimedDelivery, now: Date): Promise<boolean> {
  const pending = await db
    .selectFrom("deliveries")
    .select(["identity_id", "delivered"])
    .where("state", "=", "pending")
    .where("delivered", "is not", null)
    .execute();
  const delivered = pending.map(({ identity_id, delivered }) => ({
    id: identity_id,
    values: JSON.parse(delivered ?? "{}") as DesiredIdentity,
  }));
  const seen = new Set<string>();
  for (let next: string | null = waiting; next !== null && !seen.has(next); ) {
    if (next === other.identityId) return true;
    seen.add(next);
    next = await holderOfWanted(db, next, delivered, now);
  }
  return false;
}

/** Who has, as far as this server knows, what an identity shall have. Null when nobody does. */
async function holderOfWanted(
  db: Database,
  id: string,
  delivered: readonly { readonly id: string; readonly values: DesiredIdentity }[],
  now: Date,
): Promise<string | null> {
  const wanted = (await desiredIdentities(db, [id], instant(now))).get(id);
  if (wanted === undefined) return null;
  const holder = delivered.find(
    (one) =>
      one.id !== id &&
      (one.values.name === wanted.name ||
        (wanted.externalId !== null && one.values.externalId === wanted.externalId)),
  );
  return holder?.id ?? null;
}

/** Takes the delivery of the holder, so that no other copy of the server changes it meanwhile. */
async function lease(db: Database, identityId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("deliveries")
    .set({ leased_until: instant(secondsAfter(now, LEASE_SECONDS)) })
    .where("identity_id", "=", identityId)
    .where("state", "=", "pending")
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", instant(now))]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Notes that a value is about to be another one there. The lease keeps other deliveries from the row. */
async function noteOffered(db: Database, identityId: string, value: "name" | "externalId"): Promise<void> {
  const row = await db
    .selectFrom("deliveries")
    .select("offered")
    .where("identity_id", "=", identityId)
    .executeTakeFirstOrThrow();
  const before = row.offered === null ? null : (JSON.parse(row.offered) as Offer | null);
  const offer: Offer = {
    values: [...new Set([...(before?.values ?? []), value])],
    roleAttributes: before?.roleAttributes ?? [],
    isCreate: before?.isCreate ?? false,
  };
  await db
    .updateTable("deliveries")
    .set({ offered: JSON.stringify(offer) })
    .where("identity_id", "=", identityId)
    .execute();
}
