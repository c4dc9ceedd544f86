import { containsUnknown, isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";
import { sameDuration } from "../validators/duration";
import { plannedPrevious } from "./previous-token";
import { rotateAfter } from "./token-slot";
import { plannedToken, restoredToken, type StoredToken } from "./token-storage";

type Triggers = Readonly<Record<string, string | Unknown>> | null | Unknown;

/** What rotation looks at in the stored state. */
export interface PriorSlot {
  readonly rotation_triggers: Readonly<Record<string, string>> | null;
  readonly rotation_due: boolean;
  readonly status: string;
  readonly rotate_before: string | null;
  readonly expires_at: string | null;
}

/** What rotation looks at in the plan. */
export interface PlannedSlot {
  readonly rotation_triggers: Triggers;
  readonly rotate_before: string | null | Unknown;
  readonly overlap: string | null | Unknown;
  readonly on_external_rotation: string | Unknown;
}

/** Why a slot is given a new token, in words that complete "because …"; null when it is not. */
export function rotationCause(prior: PriorSlot, plan: PlannedSlot): string | null {
  if (triggersChanged(prior.rotation_triggers, plan.rotation_triggers)) return "rotation_triggers changed";
  if (prior.rotation_due) return "rotate_before says that it is time";
  if (prior.status === "expired") return "the token has expired";
  if (prior.status === "revoked") return "the token was revoked";
  if (prior.status === "missing") return "the integration has no token";
  if (prior.status === "superseded" && mayRotate(plan.on_external_rotation)) {
    return "another token took its place, and on_external_rotation says to replace it";
  }
  return null;
}

/** What is not known yet may turn out to say so; a plan can take a rotation back, but not come up with one later. */
function mayRotate(onExternalRotation: string | Unknown): boolean {
  return isUnknown(onExternalRotation) || onExternalRotation === "rotate";
}

/** Known triggers that differ, or triggers not known yet. Giving a slot its first triggers, or taking them away, is no change. */
function triggersChanged(prior: PriorSlot["rotation_triggers"], plan: Triggers): boolean {
  if (prior === null || Object.keys(prior).length === 0) return false;
  if (containsUnknown(plan)) return true;
  if (plan === null || isUnknown(plan) || Object.keys(plan).length === 0) return false;
  const names = new Set([...Object.keys(prior), ...Object.keys(plan)]);
  return [...names].some((name) => prior[name] !== plan[name]);
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
  prior: PriorSlot & StoredToken & { readonly storage: string },
  plan: PlannedSlot & { readonly storage: string | Unknown },
) {
  const { storage, rotate_before } = plan;
  if (rotationCause(prior, plan) !== null)
    return { ...ROTATED, ...plannedToken(storage), ...plannedPrevious(plan.overlap) };
  const kept = restoredToken(prior, storage);
  if (isUnknown(rotate_before)) return { ...kept, rotate_after: UNKNOWN, rotation_due: UNKNOWN };
  if (sameRotateBefore(prior.rotate_before, rotate_before)) return kept;
  return { ...kept, rotate_after: rotateAfter(prior.expires_at, rotate_before), rotation_due: UNKNOWN };
}

function sameRotateBefore(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && sameDuration(one, other));
}
