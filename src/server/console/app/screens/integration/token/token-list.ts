import type { Integration } from "../../../../../../contract/gateway/integration";
import type { TokenMetadata } from "../../../../../../contract/gateway/token";
import { tokenInForce } from "../../../../../../contract/gateway/token-standing";
import { type ShownStanding, shownToken } from "../../../parts/text/token-standing";

/** How many tokens that opened the integration once are shown at first. */
const SHOWN_ENDED = 5;

/** Whether the server accepts a token. */
export function works({ state }: Pick<TokenMetadata, "state">): boolean {
  return state === "live" || state === "overlapping";
}

/** Whether a token of the integration works, also one that only overlaps. */
export function isOpen({ currentTokens, hasAuthToken }: Integration): boolean {
  return currentTokens?.some(works) ?? hasAuthToken;
}

/** The tokens to show, and the older ones that a person may ask for. Both newest first. */
export function splitTokens(tokens: readonly TokenMetadata[]): {
  readonly recent: readonly TokenMetadata[];
  readonly older: readonly TokenMetadata[];
} {
  const ended = tokens.filter((token) => !works(token));
  const older = new Set(ended.slice(SHOWN_ENDED));
  return { recent: tokens.filter((token) => !older.has(token)), older: [...older] };
}

/**
 * Where a token of the list stands. One that ended is no alarm when another one has taken its place.
 * @param tokens all tokens of the integration, newest first.
 * @param now in milliseconds.
 */
export function standingInList(
  token: TokenMetadata,
  tokens: readonly TokenMetadata[],
  now: number,
): ShownStanding {
  const standing = shownToken(token, now);
  return works(token) || tokenInForce(tokens) === token ? standing : { ...standing, tone: "neutral" };
}
