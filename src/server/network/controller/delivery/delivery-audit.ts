import type { AuditFacts } from "../../../audit/record";
import type { ClaimedDelivery } from "./claim-deliveries";
import type { Progress } from "./deliver-identity";
import type { DeliveryOutcome } from "./delivery-outcome";

/** Who did what the audit log says of a delivery. */
const ACTOR = "controller";

/** What the audit log says of a delivery, by its action and the names of what changed. */
type Event = Pick<AuditFacts, "action" | "changed" | "refusedWith">;

/** What decides whether a delivery is worth an entry. */
export interface DeliveryFacts {
  /** Whether no later write came meanwhile. */
  readonly isCurrent: boolean;
  /** The refusal that the audit log has already, as it is stored. */
  readonly recordedRefusal: string | null;
  /** Whether a push waits for the delivery. It is refused then, and has an entry of its own. */
  readonly isAwaited: boolean;
  readonly networkId: string;
}

/**
 * What the audit log has to say of a delivery: a refusal that came after the answer, and what became of open
 * sessions. They end when the controller disables or deletes an identity, and stay when its external ID
 * changes.
 */
export function auditOf(
  claimed: ClaimedDelivery,
  progress: Progress,
  outcome: DeliveryOutcome,
  { networkId, ...facts }: DeliveryFacts,
): AuditFacts[] {
  const { userId: target, integrationId } = claimed;
  const shared = { networkId, integrationId, kind: "scim", actor: ACTOR, target, requestId: null } as const;
  return eventsOf(claimed, progress, outcome, facts).map((event) => ({ ...shared, ...event }));
}

function eventsOf(
  { controllerId, desired, delivered }: ClaimedDelivery,
  { isDisabled }: Progress,
  outcome: DeliveryOutcome,
  { isCurrent, recordedRefusal, isAwaited }: Omit<DeliveryFacts, "networkId">,
): Event[] {
  if (outcome.kind === "later") return [];
  if (outcome.kind === "refused") {
    const ended = isDisabled && delivered !== null ? [sessions("end", "disabled")] : [];
    const { field, holder } = outcome.refusal;
    const isRecorded = recordedRefusal === JSON.stringify(outcome.refusal);
    if (isRecorded || isAwaited || !isCurrent) return ended;
    const isClash = field === null || field === "name" || field === "externalId";
    const changed = [...(field === null ? [] : [field]), ...(holder === null ? [] : [`heldBy ${holder.id}`])];
    return [...ended, { action: "delivery.refuse", changed, refusedWith: isClash ? 409 : 400 }];
  }
  if (desired === null) return controllerId !== null && isCurrent ? [sessions("end", "deleted")] : [];
  // From what is stored, so that an entry is not lost when a crash came after the disabling.
  if (delivered === null) return [];
  if (desired.disabled && !delivered.disabled) return [sessions("end", "disabled")];
  const isRekeyed = delivered.externalId !== null && delivered.externalId !== desired.externalId;
  return isRekeyed && !desired.disabled ? [sessions("keep", "externalId")] : [];
}

function sessions(what: "end" | "keep", by: "disabled" | "deleted" | "externalId"): Event {
  return { action: `session.${what}`, changed: [by], refusedWith: null };
}
