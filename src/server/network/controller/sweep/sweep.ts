import { TAG_INTEGRATION } from "../../../../contract/edge/identity-tag";
import type { NetworkCheck } from "../../../../contract/gateway/network-check";
import { type Clock, instant, secondsAfter } from "../../../context";
import type { Database } from "../../../store/database";
import { transact } from "../../../store/transact";
import { NetworkUnavailable } from "../../network-unavailable";
import type { ControllerApi, ControllerIdentity } from "../controller-api";
import { noteChanged } from "../delivery/delivery-notes";
import { forgetDeletedIdentity } from "../forward/deleted-identity";
import { type Comparison, compare, listed, mostMissing } from "./compare";

/** How long one copy of the server has for a sweep, in seconds. Another one may begin after that. */
const LEASE_SECONDS = 600;
/** How many differences an answer names. */
const LISTED = 100;
/** How many rows one statement writes. */
const PIECE = 200;

/** Forget them with their SCIM users, keep them as they are, or make them anew. */
export type Missing = "forget" | "keep" | "make anew";

export interface SweepParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly api: ControllerApi;
}

/**
 * Compares this server with its controller, and mends what the rules for edits by hand ask for. What only
 * this server supplies is delivered again, and so is what was refused. The SCIM user of an identity that
 * somebody deleted goes with it (domain rule 20), unless so many are gone that it looks like a restored
 * backup.
 * @param missing What becomes of missing identities. A person who only looks, or is about to ask for a
 *   repair, keeps them.
 * @returns null when another copy of the server is at it.
 * @throws NetworkUnavailable when the controller does not answer to the end. Nothing is concluded then.
 */
export async function sweep(
  { db, clock, api }: SweepParts,
  { missing, signal }: { readonly missing: Missing; readonly signal: AbortSignal },
): Promise<NetworkCheck | null> {
  if (!(await lease(db, clock()))) return null;
  try {
    const found = await compare(db, api, signal);
    const now = instant(clock());
    const isRepair = missing === "make anew";
    const alarm = !isRepair && found.missing.length > mostMissing(found.expected);
    if (isRepair) await makeAnew(db, found, now);
    if (missing === "forget" && !alarm)
      for (const { controllerId } of found.missing) await forgetDeletedIdentity(db, controllerId ?? "");
    await deliverAgain(db, [...found.changed, ...found.refused], now);
    const check: NetworkCheck = {
      asOf: now,
      expected: found.expected,
      missing: found.missing.length,
      changed: found.changed.length,
      refused: found.refused.length,
      unowned: found.unowned.length,
      alarm,
      repaired: missing === "make anew" ? found.missing.length : 0,
      differences: listed(found, LISTED),
    };
    await store(db, check, [...found.seen.values()]);
    return check;
  } finally {
    await db.updateTable("sweeps").set({ leased_until: null }).execute();
  }
}

async function lease(db: Database, now: Date): Promise<boolean> {
  const leased_until = instant(secondsAfter(now, LEASE_SECONDS));
  await db
    .insertInto("sweeps")
    .values({ id: 1, leased_until: null, finished_at: null, found: null })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const { numUpdatedRows } = await db
    .updateTable("sweeps")
    .set({ leased_until })
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", instant(now))]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Makes the missing identities anew: nothing of them was delivered to what the controller is now. */
async function makeAnew(db: Database, { missing }: Comparison, now: string): Promise<void> {
  for (const ids of pieces(missing.map(({ identityId }) => identityId))) {
    await transact(db, async (transaction) => {
      const forgotten = { controller_id: null, delivered: null, offered: null };
      await transaction.updateTable("deliveries").set(forgotten).where("identity_id", "in", ids).execute();
      await noteChanged(transaction, { by: "identity_id", values: ids }, now);
    });
  }
}

async function deliverAgain(
  db: Database,
  identities: readonly { readonly identityId: string }[],
  now: string,
): Promise<void> {
  for (const values of pieces(identities.map(({ identityId }) => identityId))) {
    await noteChanged(db, { by: "identity_id", values, isRetry: true }, now);
  }
}

/** Keeps what was found, and what the controller has, in one transaction. */
function store(db: Database, check: NetworkCheck, seen: readonly ControllerIdentity[]): Promise<void> {
  return transact(db, async (transaction) => {
    await transaction.deleteFrom("seen_identities").execute();
    for (const identities of pieces(seen)) {
      await transaction
        .insertInto("seen_identities")
        .values(
          identities.map(({ id, name, externalId, tags }) => ({
            controller_id: id,
            name,
            external_id: externalId,
            integration_id: typeof tags[TAG_INTEGRATION] === "string" ? tags[TAG_INTEGRATION] : null,
          })),
        )
        .execute();
    }
    const found = JSON.stringify(check);
    await transaction.updateTable("sweeps").set({ finished_at: check.asOf, found }).execute();
  });
}

function* pieces<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += PIECE) yield all.slice(at, at + PIECE);
}

/** Another copy of the server compares now. */
export class SweepRunning extends NetworkUnavailable {
  constructor() {
    super("another comparison with the controller runs now; repeat the request after Retry-After");
    this.name = "SweepRunning";
  }
}
