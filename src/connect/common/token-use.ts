import type { TokenMetadata } from "../../contract/gateway/token";

/** The newest token of an integration, and how it took over from the former one. */
export interface TokenUse {
  readonly tokenId: string;
  /** When it was made. RFC 3339, as all instants here. */
  readonly createdAt: string;
  /** When it was used last; null: never. */
  readonly usedAt: string | null;
  /** The token before it: none, one that ended when this one was made, or one with an end of its own. */
  readonly former: "none" | "ended" | { readonly endsAt: string };
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
  const endsAt =
    older.find(({ state }) => state === "overlapping")?.overlapEndsAt ?? expiryBefore(live, older);
  return {
    tokenId: live.id,
    createdAt: live.createdAt,
    usedAt: live.lastUsedAt,
    former: endsAt ? { endsAt } : older.length > 0 ? "ended" : "none",
  };
}

/** When the former token expired, if that was before the live one was made. Null otherwise. */
function expiryBefore(live: TokenMetadata, [former]: readonly TokenMetadata[]): string | null {
  const expiresAt = former?.expiresAt ?? null;
  return expiresAt !== null && Date.parse(expiresAt) < Date.parse(live.createdAt) ? expiresAt : null;
}

/**
 * How long no token of the integration worked for the IdP, in milliseconds, up to an instant. 0 while the
 * former token still works. Null when there was no former token, so that nothing stopped.
 */
export function gapUntil({ createdAt, former }: TokenUse, instant: number): number | null {
  if (former === "none") return null;
  const from = former === "ended" ? createdAt : former.endsAt;
  return Math.max(0, instant - Date.parse(from));
}
