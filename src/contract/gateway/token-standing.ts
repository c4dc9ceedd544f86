// This file imports no schema, so the provider's start does not load them.
import type { TokenMetadata } from "./token";
import { TOKEN_STATES } from "./token-state";

/**
 * What there is to say of an integration's token: the state of the API, where `live` is told apart further.
 * `expiring` ends soon. `never_used` opened nothing yet. `none` stands for an integration without tokens.
 */
export const TOKEN_STANDINGS = [...TOKEN_STATES, "expiring", "never_used", "none"] as const;
export type TokenStanding = (typeof TOKEN_STANDINGS)[number];

/** How long before its end a token ends soon: 14 days, as the provider's `expiry_warning` by default. */
const EXPIRING_MS = 14 * 24 * 60 * 60 * 1000;

type ShownToken = Pick<TokenMetadata, "state" | "createdAt" | "expiresAt" | "lastUsedAt">;

/**
 * The token that speaks for an integration: the live one; without one, the one that still overlaps; otherwise
 * the newest, which says why nothing opens the integration.
 * @param tokens newest first, as the API lists them.
 */
export function tokenInForce<Token extends Pick<TokenMetadata, "state">>(
  tokens: readonly Token[],
): Token | null {
  const first = (wanted: string) => tokens.find(({ state }) => state === wanted);
  return first("live") ?? first("overlapping") ?? tokens[0] ?? null;
}

/**
 * What there is to say of a token. A live one that is both expiring and never used counts as expiring,
 * because that ends. A state of a newer API is given as it is.
 * @param now in milliseconds.
 * @param expiringMs how long before its end a token is `expiring`. When left out: in the last 14 days, and of
 * a short life in the last third.
 */
export function tokenStanding(
  token: ShownToken | null,
  now: number,
  expiringMs?: number,
): TokenStanding | (string & {}) {
  if (token === null) return "none";
  if (token.state !== "live") return token.state;
  if (endsSoon(token, now, expiringMs)) return "expiring";
  return token.lastUsedAt === null ? "never_used" : "live";
}

function endsSoon({ createdAt, expiresAt }: ShownToken, now: number, expiringMs?: number): boolean {
  if (expiresAt === null) return false;
  const end = Date.parse(expiresAt);
  return end - now < (expiringMs ?? Math.min(EXPIRING_MS, (end - Date.parse(createdAt)) / 3));
}
