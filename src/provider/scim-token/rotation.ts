import { containsUnknown, isUnknown, UNKNOWN, type Unknown } from "../../tfplugin";
import { sameDuration } from "../validators/duration";
import { latestLook } from "./last-look";
import { awaitsAnswer } from "./mint/unanswered-mint";
import { type PreviousToken, plannedPrevious } from "./previous-token";
import { rotateAfter, type TokenLife } from "./slot";
import { plannedToken, plannedTokenInNewStorage, type StoredToken } from "./storage";

type Triggers = Readonly<Record<string, string | Unknown>> | null | Unknown;

/** The part of the state that decides whether to rotate. */
export interface PriorSlot extends TokenLife {
  readonly rotation_triggers: Readonly<Record<string, string>> | null;
  readonly rotation_due: boolean;
  readonly status: string;
  readonly rotate_before: string | null;
}

/** The rest of the state that a rotation changes. */
interface PriorToken extends StoredToken, PreviousToken {
  readonly storage: string;
}

/** The part of the plan that decides whether to rotate. */
export interface PlannedSlot {
  readonly rotation_triggers: Triggers;
  readonly rotate_before: string | null | Unknown;
  readonly overlap: string | null | Unknown;
  readonly on_external_rotation: string | Unknown;
}

/** A rotation that a plan asks for. */
export interface Rotation {
  /** Completes "because …", or "if …" when `isOpen`. */
  readonly cause: string;
  /**
   * Whether it depends on an unknown value, or on the time of the apply. The final plan knows every value and
   * may drop the rotation. The apply knows the time.
   */
  readonly isOpen: boolean;
  /** When the token is due (RFC 3339), where the rotation depends on the time of the apply. */
  readonly dueAt?: string;
}

export const DUE = "rotate_before says that it is time";

/**
 * Why a plan rotates the slot; null when it does not.
 * @param lookedAt the time of the last look at the token (RFC 3339), or null when none was kept.
 */
export function plannedRotation(
  prior: PriorSlot,
  plan: PlannedSlot,
  lookedAt: string | null = null,
): Rotation | null {
  const time = dueByTime(prior, plan, lookedAt);
  const cause = certainCause(prior, plan, time);
  if (cause !== null) return { cause, isOpen: false };
  // Plan the open rotation now: the final plan can drop a rotation, but cannot add one.
  const condition = openCause(prior, plan);
  if (condition !== null) return { cause: condition, isOpen: true };
  if (time === "unknown")
    return { cause: "rotate_before, which is not known yet, says that it is time", isOpen: true };
  if (typeof time === "string") return null;
  return {
    cause: `the apply comes after ${time.dueAt}, when rotate_before makes it due`,
    isOpen: true,
    ...time,
  };
}

/**
 * Whether `rotate_before` makes the token due: certainly, from a time on that may have come, or not. The
 * refresh answers that for the argument in the state. For a changed one it kept the time of its look.
 */
function dueByTime(
  prior: PriorSlot,
  { rotate_before }: Pick<PlannedSlot, "rotate_before">,
  lookedAt: string | null,
): "yes" | "no" | "unknown" | { readonly dueAt: string } {
  if (!isUnknown(rotate_before) && sameRotateBefore(prior.rotate_before, rotate_before))
    return prior.rotation_due ? "yes" : "no";
  if (prior.status !== "live" || prior.expires_at === null) return "no";
  if (isUnknown(rotate_before)) return "unknown";
  const dueAt = rotateAfter(prior, rotate_before);
  if (dueAt === null) return "no";
  const look = lookedAt ?? prior.created_at;
  if (Date.parse(dueAt) <= Date.parse(look)) return "yes";
  return Date.parse(dueAt) <= latestLook(look, prior.expires_at) ? { dueAt } : "no";
}

function certainCause(
  prior: PriorSlot,
  plan: PlannedSlot,
  time: ReturnType<typeof dueByTime>,
): string | null {
  const triggers = plan.rotation_triggers;
  if (!containsUnknown(triggers) && triggersChanged(prior, triggers)) return "rotation_triggers changed";
  if (awaitsAnswer(prior)) return "an earlier run minted the next token, and the answer was lost";
  if (time === "yes") return DUE;
  if (prior.status === "expired") return "the token has expired";
  if (prior.status === "revoked") return "the token was revoked, or the token in its place has ended";
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
    return (
      'on_external_rotation, which is not known yet, turns out to be "rotate" (another token took the ' +
      "slot's place)"
    );
  return null;
}

/**
 * Whether triggers differ or may differ. Adding the first triggers is no change, nor is removing all of them.
 */
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

/** The attributes that every rotation changes. */
export const ROTATED_ATTRIBUTES = {
  token_id: UNKNOWN,
  generation: UNKNOWN,
  fingerprint: UNKNOWN,
  created_at: UNKNOWN,
  expires_at: UNKNOWN,
  rotate_after: UNKNOWN,
  status: "live",
  rotation_due: false,
} as const;

/**
 * The attributes that the plan of an existing slot changes. It never reads the clock: the refresh did.
 * @param lookedAt as in `plannedRotation`.
 */
export function slotChanges(
  prior: PriorSlot & PriorToken,
  plan: PlannedSlot & { readonly storage: string | Unknown },
  lookedAt: string | null = null,
) {
  const rotation = plannedRotation(prior, plan, lookedAt);
  const unrotated = changesWithoutRotation(prior, plan);
  if (rotation === null) return unrotated;
  const rotated = { ...ROTATED_ATTRIBUTES, ...plannedToken(plan.storage), ...plannedPrevious(plan.overlap) };
  return rotation.isOpen ? unknownWhereDifferent(rotated, { ...prior, ...unrotated }) : rotated;
}

/** The changes when the slot keeps its token. */
function changesWithoutRotation(
  prior: PriorSlot & PriorToken,
  { storage, rotate_before }: Pick<PlannedSlot, "rotate_before"> & { readonly storage: string | Unknown },
) {
  const kept = plannedTokenInNewStorage(prior, storage);
  if (isUnknown(rotate_before)) return { ...kept, rotate_after: UNKNOWN, rotation_due: UNKNOWN };
  if (sameRotateBefore(prior.rotate_before, rotate_before)) return kept;
  return { ...kept, rotate_after: rotateAfter(prior, rotate_before), rotation_due: UNKNOWN };
}

/**
 * Keeps the values that both outcomes share and makes the others unknown. Terraform lets an apply fill in
 * unknown values, but not change known ones.
 */
function unknownWhereDifferent<Changes extends object>(
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
