import type { TokenMetadata } from "../../contract/token";
import { UNKNOWN, type Unknown } from "../../tfplugin";
import type { ProviderContext } from "../context";

/** What a slot says of the token before its own: there only as long as both are valid. */
export interface PreviousToken {
  readonly previous_token_id: string | null;
  readonly previous_expires_at: string | null;
}

export const NO_PREVIOUS: PreviousToken = { previous_token_id: null, previous_expires_at: null };

/** The token among those of the integration, newest first, that came before the one with that id and is valid beside it. */
export function previousToken(tokens: readonly TokenMetadata[], tokenId: string): PreviousToken {
  const own = tokens.findIndex(({ id }) => id === tokenId);
  // A newer one that overlaps is somebody else's, whom the slot must not revoke.
  const older = own === -1 ? [] : tokens.slice(own + 1);
  const previous = older.find(({ state }) => state === "overlapping");
  if (previous === undefined) return NO_PREVIOUS;
  const { id, overlapEndsAt, expiresAt } = previous;
  return { previous_token_id: id, previous_expires_at: overlapEndsAt ?? expiresAt };
}

/** What is planned for a token that is yet to be minted: without an overlap nothing stays beside it. */
export function plannedPrevious(overlap: string | null | Unknown) {
  return overlap === null ? NO_PREVIOUS : { previous_token_id: UNKNOWN, previous_expires_at: UNKNOWN };
}

/** The token that one just minted took the place of, as the server tells it. Never throws. */
export async function replacedToken(
  { integration_id, overlap }: { readonly integration_id: string; readonly overlap: string | null },
  tokenId: string,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<PreviousToken> {
  if (overlap === null) return NO_PREVIOUS;
  try {
    return previousToken(await context.client().tokens.list(integration_id, { signal }), tokenId);
  } catch {
    // The new token must reach the state in any case; the next refresh finds the one before.
    return NO_PREVIOUS;
  }
}
