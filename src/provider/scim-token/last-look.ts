import type { JsonValue, PrivateState } from "../../tfplugin";
import { keptIn } from "../private-data";

/** What a refresh keeps for the plan and the apply after it, in the private data of a slot. */
export interface LastLook {
  /** A time (RFC 3339) that has come for certain. Null when there was nothing to note. */
  readonly at: string | null;
  /** A live token that is not the slot's. */
  readonly otherTokenId: string | null;
}

/** What the last refresh, or the mint after it, kept. */
export function lastLook(privateState: PrivateState): LastLook {
  const { at, otherTokenId } = keptIn(privateState);
  return { at: textOrNull(at), otherTokenId: textOrNull(otherTokenId) };
}

/** Keeps a look in place of what was kept before. Data that is not the slot's stays. */
export function keepLook(privateState: PrivateState, look: LastLook): void {
  const kept = privateState.get();
  if (kept === null && (privateState.bytes.length > 0 || (look.at ?? look.otherTokenId) === null)) return;
  const next = { at: look.at, otherTokenId: look.otherTokenId };
  if (JSON.stringify(kept) !== JSON.stringify(next)) privateState.set(next);
}

/**
 * The time to keep of a look. It stays the one before while half of the life that was left then is still
 * left: Terraform takes changed private data for drift in a refresh-only plan.
 */
export function timeOfLook(before: string | null, expiresAt: string | null, now: number): string | null {
  if (expiresAt === null) return null;
  const isUseful = before !== null && Date.parse(before) <= now;
  if (isUseful && (now <= latestLook(before, expiresAt) || now >= Date.parse(expiresAt))) return before;
  return new Date(now).toISOString();
}

/** The latest time at which the look may have been whose time was kept, in milliseconds since the epoch. */
export function latestLook(at: string, expiresAt: string): number {
  return (Date.parse(at) + Date.parse(expiresAt)) / 2;
}

function textOrNull(value: JsonValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}
