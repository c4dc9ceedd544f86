import { recordAudit } from "../../../audit/record";
import { instant } from "../../../context";
import type { Database } from "../../../store/database";
import { transact } from "../../../store/transact";
import type { ClaimedDelivery } from "./claim-deliveries";
import type { Progress } from "./deliver-identity";
import { auditOf, type DeliveryFacts } from "./delivery-audit";
import type { DeliveryOutcome } from "./delivery-outcome";

/** When a delivery ended, and what the audit log has to know of it. */
interface Finish extends Pick<DeliveryFacts, "isAwaited" | "networkId"> {
  readonly now: Date;
  /** When the next attempt is made, if there is one. */
  readonly retryAt: Date;
}

/**
 * Stores what became of a delivery. A write that came meanwhile keeps the delivery pending.
 */
export function finishDelivery(
  db: Database,
  claimed: ClaimedDelivery,
  progress: Progress,
  outcome: DeliveryOutcome,
  { now, retryAt, ...audit }: Finish,
): Promise<void> {
  const { identityId, desired } = claimed;
  return transact(db, async (transaction) => {
    const row = await transaction
      .selectFrom("deliveries")
      .select(["generation", "refusal", "controller_id"])
      .where("identity_id", "=", identityId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return;
    if (row.controller_id !== claimed.controllerId) {
      // A repair makes it anew meanwhile: what this delivery learned is of the id that is gone.
      await transaction
        .updateTable("deliveries")
        .set({ leased_until: null })
        .where("identity_id", "=", identityId)
        .execute();
      return;
    }
    const isCurrent = row.generation === claimed.generation;
    const entries = auditOf(claimed, progress, outcome, {
      ...audit,
      isCurrent,
      recordedRefusal: row.refusal,
    });
    await recordAudit({ db: transaction, clock: () => now }, entries);
    if (outcome.kind === "delivered" && isCurrent && isLetGo(claimed)) {
      await transaction.deleteFrom("deliveries").where("identity_id", "=", identityId).execute();
      if (desired !== null) await transaction.deleteFrom("identities").where("id", "=", identityId).execute();
      return;
    }
    await transaction
      .updateTable("deliveries")
      .set({
        leased_until: null,
        controller_id: progress.controllerId ?? claimed.controllerId,
        ...columnsAfter(claimed, progress, outcome, { isCurrent, retryAt: instant(retryAt) }),
        ...(!isCurrent && { state: "pending" as const, next_attempt_at: instant(now), refusal: null }),
      })
      .where("identity_id", "=", identityId)
      .execute();
  });
}

/** Whether this server has nothing more to do with the identity: it is deleted, or its integration is. */
function isLetGo({ desired }: ClaimedDelivery): boolean {
  return desired === null || Object.keys(desired.tags).length === 0;
}

function columnsAfter(
  { attempts, desired, delivered, offeredBefore, offered }: ClaimedDelivery,
  { controllerId, isDisabled }: Progress,
  outcome: DeliveryOutcome,
  { isCurrent, retryAt }: { readonly isCurrent: boolean; readonly retryAt: string },
) {
  switch (outcome.kind) {
    case "delivered":
      return {
        delivered: JSON.stringify(desired),
        offered: null,
        ...(isCurrent && { state: "delivered" as const, attempts: 0, is_urgent: 0 }),
      };
    case "refused":
      return {
        // Nothing of it was done but the disabling.
        ...(isDisabled && delivered && { delivered: JSON.stringify({ ...delivered, disabled: true }) }),
        // A refused create made nothing. One that had no answer before it may have, so the look-up stays.
        offered: controllerId !== null || offeredBefore?.isCreate === true ? JSON.stringify(offered) : null,
        state: "refused" as const,
        refusal: JSON.stringify(outcome.refusal),
      };
    case "later":
      return { attempts: attempts + 1, ...(isCurrent && { next_attempt_at: retryAt }) };
  }
}
