import { containsUnknown, isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";
import { sameDuration } from "../validators/duration";
import { type PreviousToken, plannedPrevious } from "./previous-token";
import { rotateAfter } from "./slot";
import { plannedToken, restoredToken, type StoredToken } from "./storage";

type Triggers = Readonly<Record<string, string | Unknown>> | null | Unknown;

/** What rotation looks at in the stored state. */
export interface PriorSlot {
  readonly rotation_triggers: Readonly<Record<string, string>> | null;
  readonly rotation_due: boolean;
  readonly status: string;
  readonly rotate_before: string | null;
  readonly expires_at: string | null;
}

/** What else a rotation changes of the stored state. */
interface PriorToken extends StoredToken, PreviousToken {
  readonly storage: string;
}

/** What rotation looks at in the plan. */
export interface PlannedSlot {
  readonly rotation_triggers: Triggers;
  readonly rotate_before: string | null | Unknown;
  readonly overlap: string | null | Unknown;
  readonly on_external_rotation: string | Unknown;
}

/** A rotation that a plan asks for. */
export interface Rotation {
  /** Completes "because …"; or "if …" when it is open. */
  readonly cause: string;
  /** Whether it hangs on a value that is not known yet: the last plan, which knows all of them, may take it back. */
  readonly isOpen: boolean;
}

/** Whether a slot is given a new token, and why; null when it is not. */
export function plannedRotation(prior: PriorSlot, plan: PlannedSlot): Rotation | null {
  const cause = certainCause(prior, plan);
  if (cause !== null) return { cause, isOpen: false };
  // A plan can take a rotation back, but not come up with one later.
  const condition = openCause(prior, plan);
  return condition === null ? null : { cause: condition, isOpen: true };
}

function certainCause(prior: PriorSlot, plan: PlannedSlot): string | null {
  const triggers = plan.rotation_triggers;
  if (!containsUnknown(triggers) && triggersChanged(prior, triggers)) return "rotation_triggers changed";
  if (prior.rotation_due) return "rotate_before says that it is time";
  if (prior.status === "expired") return "the token has expired";
  if (prior.status === "revoked") return "the token was revoked";
  if (prior.status === "missing") return "the integration has no token";
  if (prior.status === "superseded" && plan.on_external_rotation === "rotate") {
    return "another token took its place, and on_external_rotation says to replace it";
  }
  return null;
}

function openCause(prior: PriorSlot, plan: PlannedSlot): string | null {
  if (triggersChanged(prior, plan.rotation_triggers))
    return "rotation_triggers, which are not known yet, turn out to have changed";
  if (prior.status === "superseded" && isUnknown(plan.on_external_rotation))
    return 'on_external_rotation, which is not known yet, turns out to be "rotate": another token took its place';
  return null;
}

/** Known triggers that differ, or triggers not known yet. Giving a slot its first triggers, or taking them away, is no change. */
function triggersChanged(prior: PriorSlot, plan: Triggers): boolean {
  if (!hasTriggers(prior)) return false;
  if (containsUnknown(plan)) return true;
  if (plan === null || isUnknown(plan) || Object.keys(plan).length === 0) return false;
  const before = prior.rotation_triggers ?? {};
  const names = new Set([...Object.keys(before), ...Object.keys(plan)]);
  return [...names].some((name) => before[name] !== plan[name]);
}

/** Whether a slot has triggers whose change rotates it. */
export function hasTriggers({ rotation_triggers }: Pick<PriorSlot, "rotation_triggers">): boolean {
  return rotation_triggers !== null && Object.keys(rotation_triggers).length > 0;
}

/** What a rotation makes unknown or sets; the rest of the slot stays. */
export const ROTATED = {
  token_id: UNKNOWN,
  generation: UNKNOWN,
  fingerprint: UNKNOWN,
  created_at: UNKNOWN,
  expires_at: UNKNOWN,
  rotate_after: UNKNOWN,
  status: "live",
  rotation_due: false,
} as const;

/** The attributes that the plan of an existing slot changes. Pure: only the last refresh has looked at the clock. */
export function slotChanges(
  prior: PriorSlot & PriorToken,
  plan: PlannedSlot & { readonly storage: string | Unknown },
) {
  const rotation = plannedRotation(prior, plan);
  const unrotated = keptChanges(prior, plan);
  if (rotation === null) return unrotated;
  const rotated = { ...ROTATED, ...plannedToken(plan.storage), ...plannedPrevious(plan.overlap) };
  return rotation.isOpen ? inCommon(rotated, { ...prior, ...unrotated }) : rotated;
}

/** What changes while the token stays. */
function keptChanges(
  prior: PriorSlot & PriorToken,
  { storage, rotate_before }: Pick<PlannedSlot, "rotate_before"> & { readonly storage: string | Unknown },
) {
  const kept = restoredToken(prior, storage);
  if (isUnknown(rotate_before)) return { ...kept, rotate_after: UNKNOWN, rotation_due: UNKNOWN };
  if (sameRotateBefore(prior.rotate_before, rotate_before)) return kept;
  return { ...kept, rotate_after: rotateAfter(prior.expires_at, rotate_before), rotation_due: UNKNOWN };
}

/** The changes that hold either way; Terraform takes nothing back that a plan once promised, so the others are unknown. */
function inCommon<Changes extends object>(
  changes: Changes,
  otherwise: object,
): { readonly [Name in keyof Changes]: Changes[Name] | Unknown } {
  const others = new Map<string, unknown>(Object.entries(otherwise));
  const shared = Object.entries(changes).map(([name, value]) => [
    name,
    value === others.get(name) ? value : UNKNOWN,
  ]);
  return Object.fromEntries(shared);
}

function sameRotateBefore(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && sameDuration(one, other));
}
