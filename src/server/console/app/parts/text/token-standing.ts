import type { Integration } from "../../../../../contract/gateway/integration";
import type { TokenMetadata } from "../../../../../contract/gateway/token";
import { tokenInForce, tokenStanding } from "../../../../../contract/gateway/token-standing";
import type { Tone } from "./tone";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where the auth token of an integration stands: in words, and how good that is. */
export interface ShownStanding {
  readonly words: string;
  readonly tone: Tone;
}

const SHOWN: Readonly<Record<string, ShownStanding>> = {
  live: { words: "Live", tone: "good" },
  overlapping: { words: "Overlapping", tone: "warn" },
  never_used: { words: "Never used", tone: "neutral" },
  expired: { words: "Expired", tone: "bad" },
  superseded: { words: "Superseded", tone: "bad" },
  revoked: { words: "Revoked", tone: "bad" },
  none: { words: "No token", tone: "neutral" },
};

/**
 * Where the auth token of an integration stands.
 * @param now in milliseconds.
 */
export function shownStanding(
  integration: Pick<Integration, "currentTokens" | "hasAuthToken" | "tokenExpiresAt">,
  now: number,
): ShownStanding {
  const { currentTokens, hasAuthToken, tokenExpiresAt } = integration;
  // A server that leaves the tokens out says less.
  const standing =
    currentTokens !== undefined
      ? tokenStanding(tokenInForce(currentTokens), now)
      : hasAuthToken
        ? "live"
        : tokenExpiresAt !== null && Date.parse(tokenExpiresAt) <= now
          ? "expired"
          : "none";
  return shown(standing, tokenExpiresAt, now);
}

/**
 * Where one auth token stands.
 * @param now in milliseconds.
 */
export function shownToken(token: TokenMetadata, now: number): ShownStanding {
  return shown(tokenStanding(token, now), token.expiresAt, now);
}

function shown(standing: string, expiresAt: string | null, now: number): ShownStanding {
  if (standing === "expiring" && expiresAt !== null) {
    return { words: expiringWords(Date.parse(expiresAt) - now), tone: "warn" };
  }
  return SHOWN[standing] ?? { words: standing, tone: "neutral" };
}

function expiringWords(leftMs: number): string {
  const days = Math.floor(leftMs / DAY_MS);
  if (days < 1) return "Expires in less than a day";
  return days === 1 ? "Expires in 1 day" : `Expires in ${days} days`;
}
