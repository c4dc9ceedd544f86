import type { TokenMetadata } from "../../contract/gateway/token";

/**
 * A token as it will be at an instant, if nobody does anything until then: what ends in between has ended.
 * @param at in milliseconds.
 */
export function tokenAt(token: TokenMetadata, at: number): TokenMetadata {
  const { state, expiresAt, overlapEndsAt } = token;
  if (state === "overlapping" && isPast(overlapEndsAt ?? null, at))
    return { ...token, state: "superseded", overlapEndsAt: null };
  if (state === "live" && isPast(expiresAt, at)) return { ...token, state: "expired" };
  return token;
}

/** Whether an instant (RFC 3339) has come. */
export function isPast(instant: string | null, at: number): boolean {
  return instant !== null && Date.parse(instant) <= at;
}
