import type { TokenMetadata } from "../../../contract/gateway/token";
import type { ProviderContext } from "../../context";
import { liveToken } from "../slot";
import { mintTag } from "./mint-keys";

/** How long the API repeats the answer to a mint. */
const REPEATED_MS = 24 * 60 * 60 * 1000;

/**
 * Whether the live token is the next one of the slot: an earlier run minted it, and the answer was lost. The
 * next mint gets it. After a day the API does not repeat the answer, and the token is like a foreign one.
 * @param tokens the tokens of the integration, newest first.
 */
export function isMintUnanswered(
  slot: { readonly integration_id: string; readonly token_id: string; readonly generation: number },
  tokens: readonly TokenMetadata[],
  { clientSecret, now }: Pick<ProviderContext, "clientSecret" | "now">,
): boolean {
  const live = liveToken(tokens);
  if (live === null || live.id === slot.token_id) return false;
  return isMintOf(live, { ...slot, generation: slot.generation + 1 }, { clientSecret, now });
}

/** Whether a mint of a slot made the token, and the API still repeats its answer. */
export function isMintOf(
  token: TokenMetadata,
  { integration_id, generation }: { readonly integration_id: string; readonly generation: number },
  { clientSecret, now }: Pick<ProviderContext, "clientSecret" | "now">,
): boolean {
  if (clientSecret === null || !token.tag) return false;
  return (
    token.tag === mintTag(clientSecret, { integrationId: integration_id, generation }) &&
    now() - Date.parse(token.createdAt) < REPEATED_MS
  );
}

/** Whether a refresh found that the answer to the next mint was lost. */
export function awaitsAnswer(slot: { readonly status: string; readonly rotation_due: boolean }): boolean {
  // Time makes only a live token due for rotation.
  return slot.status === "superseded" && slot.rotation_due;
}
