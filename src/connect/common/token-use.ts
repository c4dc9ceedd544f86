import type { TokenMetadata } from "../../contract/gateway/token";

/** The newest token of an integration, and how it took over from the former one. */
export interface TokenUse {
  readonly tokenId: string;
  /** When it was made. RFC 3339, as all instants here. */
  readonly createdAt: string;
  /** When it was used last; null: never. */
  readonly usedAt: string | null;
  /**
   * The token before it: none, one that ended when this one was made, or one with an end of its own. The end
   * of a revoked one is not known, because the API does not tell when it was revoked.
   */
  readonly former: "none" | "ended" | "not known" | { readonly endsAt: string };
}

/**
 * Reads the use of the newest token.
 * @param tokens those of one integration, newest first. Null when none of them works.
 */
export function tokenUse(tokens: readonly TokenMetadata[]): TokenUse | null {
  const at = tokens.findIndex(({ state }) => state === "live");
  const live = tokens[at];
  if (live === undefined) return null;
  const older = tokens.slice(at + 1);
  return {
    tokenId: live.id,
    createdAt: live.createdAt,
    usedAt: live.lastUsedAt,
    former: formerOf(live, older),
  };
}

function formerOf(live: TokenMetadata, older: readonly TokenMetadata[]): TokenUse["former"] {
  const overlapEndsAt = older.find(({ state }) => state === "overlapping")?.overlapEndsAt;
  if (overlapEndsAt) return { endsAt: overlapEndsAt };
  const [former] = older;
  if (former === undefined) return "none";
  if (former.state === "revoked") return "not known";
  const { expiresAt } = former;
  const hadExpired = expiresAt !== null && Date.parse(expiresAt) < Date.parse(live.createdAt);
  return hadExpired ? { endsAt: expiresAt } : "ended";
}

/**
 * How long no token of the integration worked for the IdP, in milliseconds, up to an instant. 0 while the
 * former token still works. Null when there was no former token, so that nothing stopped, and when nobody
 * knows its end.
 */
export function gapUntil({ createdAt, former }: TokenUse, instant: number): number | null {
  if (former === "none" || former === "not known") return null;
  const from = former === "ended" ? createdAt : former.endsAt;
  return Math.max(0, instant - Date.parse(from));
}
