import { sql } from "kysely";
import type { AdoptIdentities } from "../../../../contract/gateway/integration";
import { instant, secondsAfter } from "../../../context";
import { type Database, engineOf } from "../../../store/database";
import type { Row } from "../../../store/tables";
import { transact } from "../../../store/transact";
import { type DesiredIdentity, desiredIdentities } from "./desired-identity";
import { type Offer, offerOf } from "./merge-change";

/**
 * How long a copy of the server has for a delivery, in seconds. Another copy takes it over after that, so
 * every call of a delivery ends before.
 */
export const LEASE_SECONDS = 60;

/** Any number, but the same in all copies: who holds this lock may claim. */
const CLAIM_LOCK = 1_719_001;

/** A delivery that this copy of the server makes now. */
export interface ClaimedDelivery {
  readonly identityId: string;
  readonly userId: string;
  readonly integrationId: string;
  readonly controllerId: string | null;
  readonly generation: number;
  readonly attempts: number;
  /** Since when the controller has something else. */
  readonly since: string;
  /** Which identities there a new user of the integration adopts. */
  readonly adopts: AdoptIdentities;
  /** Null when the identity shall not be there. */
  readonly desired: DesiredIdentity | null;
  readonly delivered: DesiredIdentity | null;
  /** What earlier attempts sent and no read has shown. */
  readonly offeredBefore: Offer | null;
  /** The same with what this attempt is about to send. */
  readonly offered: Offer | null;
}

/** What a copy of the server may claim. */
interface Room {
  readonly most: number;
  /** How many deliveries all copies of the server may make at once. */
  readonly inFlight: number;
  /** The identities whose deliveries run at this copy. A clock that jumps ends leases before deliveries. */
  readonly inHand: readonly string[];
}

/** Claims deliveries that are due: those that take access away first, then the ones that wait longest. */
export function claimDeliveries(
  db: Database,
  now: Date,
  { most, inFlight, inHand }: Room,
): Promise<ClaimedDelivery[]> {
  const at = instant(now);
  return transact(db, async (transaction) => {
    if (engineOf(transaction) === "postgresql") {
      await sql`select pg_advisory_xact_lock(${sql.lit(CLAIM_LOCK)})`.execute(transaction);
    }
    const { running } = await transaction
      .selectFrom("deliveries")
      .select((eb) => eb.fn.countAll<number | string | bigint>().as("running"))
      .where("leased_until", ">", at)
      .executeTakeFirstOrThrow();
    const free = Math.min(most, inFlight - Number(running));
    if (free <= 0) return [];
    let due = transaction
      .selectFrom("deliveries")
      .selectAll()
      .where("state", "=", "pending")
      .where("next_attempt_at", "<=", at)
      .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", at)]))
      .orderBy("is_urgent", "desc")
      .orderBy("next_attempt_at")
      .orderBy("identity_id")
      .limit(free);
    if (inHand.length > 0) due = due.where("identity_id", "not in", inHand);
    // SQLite has one writer at a time, and no locks of rows.
    const isShared = engineOf(transaction) === "postgresql";
    const rows = await (isShared ? due.forUpdate().skipLocked() : due).execute();
    if (rows.length === 0) return [];
    const ids = rows.map(({ identity_id }) => identity_id);
    const desired = await desiredIdentities(transaction, ids, at);
    const adopting = await adoptingIntegrations(transaction);
    const claimed = rows.map((row) =>
      claimOf(row, desired.get(row.identity_id) ?? null, adopting.get(row.integration_id) ?? "never"),
    );
    const leased_until = instant(secondsAfter(now, LEASE_SECONDS));
    for (const { identityId, offered } of claimed) {
      await transaction
        .updateTable("deliveries")
        .set({ leased_until, offered: offered === null ? null : JSON.stringify(offered) })
        .where("identity_id", "=", identityId)
        .execute();
    }
    return claimed;
  });
}

/** The integrations that adopt identities, each with by what. */
async function adoptingIntegrations(db: Database): Promise<ReadonlyMap<string, AdoptIdentities>> {
  const rows = await db
    .selectFrom("integrations")
    .select(["id", "adopt_identities"])
    .where("adopt_identities", "!=", "never")
    .execute();
  return new Map(rows.map(({ id, adopt_identities }) => [id, adopt_identities as AdoptIdentities]));
}

function claimOf(
  row: Row<"deliveries">,
  desired: DesiredIdentity | null,
  adopts: AdoptIdentities,
): ClaimedDelivery {
  const { controller_id: controllerId } = row;
  const delivered = row.delivered === null ? null : (JSON.parse(row.delivered) as DesiredIdentity);
  const offeredBefore = row.offered === null ? null : (JSON.parse(row.offered) as Offer);
  return {
    identityId: row.identity_id,
    userId: row.user_id,
    integrationId: row.integration_id,
    controllerId,
    generation: row.generation,
    attempts: row.attempts,
    adopts,
    since: row.since,
    desired,
    delivered,
    offeredBefore,
    offered:
      desired === null ? offeredBefore : offerOf(offeredBefore, delivered, desired, controllerId === null),
  };
}
