import type { AnsweredMint } from "../../../client/gateway/tokens";
import { integrationName } from "../../scim-integration/integration-name";
import { replacedToken } from "../previous-token";
import { mintedAttributes } from "../slot";
import { type MintCall, mintToken, type TokenOrder } from "./mint-token";
import { replayedWarning, shortLifeWarning } from "./mint-warnings";
import { awaitsAnswer } from "./unanswered-mint";

/** What a mint needs to know of the token that is in the slot. */
interface PriorToken {
  readonly token_id: string;
  readonly generation: number;
  readonly status: string;
  readonly rotation_due: boolean;
}

/**
 * Mints the next token of a slot and returns the attributes of the token.
 * @param prior null for a new slot.
 */
export async function mintForSlot(
  order: TokenOrder & { readonly rotate_before: string | null },
  prior: PriorToken | null,
  call: MintCall,
) {
  const integration = () => integrationName(order.integration_id, call.context.client(), call.signal);
  const { minted, generation } = await mintNext(order, prior, call);
  if (minted.isReplayed && (prior === null || !awaitsAnswer(prior))) {
    // With create_before_destroy the destroyed slot may have the same token, and must not revoke it.
    call.context.sharedTokens.add(minted.id);
    call.diagnostics.warning(replayedWarning(await integration(), minted));
  }
  const attributes = await mintedAttributes(minted, order, generation);
  const shortLife = await shortLifeWarning({ ...order, ...attributes }, integration);
  if (shortLife !== null) call.diagnostics.warning(shortLife);
  return { ...attributes, ...(await replacedToken(order, minted.id, call.context, call.signal)) };
}

async function mintNext(
  order: TokenOrder,
  prior: PriorToken | null,
  call: MintCall,
): Promise<{ readonly minted: AnsweredMint; readonly generation: number }> {
  const generation = (prior?.generation ?? 0) + 1;
  const minted = await mintToken(order, generation, call);
  if (minted.id !== prior?.token_id) return { minted, generation };
  // An imported slot counts from 1 again. Its token may be the one that this generation got before.
  return { minted: await mintToken(order, generation + 1, call), generation: generation + 1 };
}
