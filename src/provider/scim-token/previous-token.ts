import type { TokenMetadata } from "../../contract/gateway/token";
import { UNKNOWN, type Unknown } from "../../tfplugin";
import type { ProviderContext } from "../context";

/** The former token of a slot while it is still valid; otherwise nulls. */
export interface PreviousToken {
  readonly previous_token_id: string | null;
  readonly previous_expires_at: string | null;
}

export const NO_PREVIOUS_TOKEN: PreviousToken = { previous_token_id: null, previous_expires_at: null };

/**
 * Finds the valid token that came before the one with that id.
 * @param tokens the tokens of the integration, newest first.
 */
export function previousToken(tokens: readonly TokenMetadata[], tokenId: string): PreviousToken {
  const own = tokens.findIndex(({ id }) => id === tokenId);
  // A newer overlapping token was minted outside the slot, and the slot must not revoke it.
  const older = own === -1 ? [] : tokens.slice(own + 1);
  const previous = older.find(({ state }) => state === "overlapping");
  if (previous === undefined) return NO_PREVIOUS_TOKEN;
  const { id, overlapEndsAt, expiresAt } = previous;
  return { previous_token_id: id, previous_expires_at: overlapEndsAt ?? expiresAt };
}

/** What to plan for a mint. Without an overlap there is no former token. */
export function plannedPrevious(overlap: string | null | Unknown) {
  return overlap === null ? NO_PREVIOUS_TOKEN : { previous_token_id: UNKNOWN, previous_expires_at: UNKNOWN };
}

/** The token that a mint has just replaced, as the server lists it. Never throws. */
export async function replacedToken(
  { integration_id, overlap }: { readonly integration_id: string; readonly overlap: string | null },
  tokenId: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<PreviousToken> {
  if (overlap === null) return NO_PREVIOUS_TOKEN;
  try {
    return previousToken(await context.client().tokens.list(integration_id, { signal }), tokenId);
  } catch {
    // The new token must reach the state in any case. The next refresh finds the former one.
    return NO_PREVIOUS_TOKEN;
  }
}
