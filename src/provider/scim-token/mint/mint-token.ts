import type { AnsweredMint } from "../../../client/gateway/tokens";
import type { TokenCreate } from "../../../contract/gateway/token";
import type { Diagnostics } from "../../../tfplugin";
import { callApi } from "../../api/api-call";
import type { ProviderContext } from "../../context";
import { durationSeconds } from "../../validators/duration";
import { lifetimeSeconds } from "../lifetime";
import { type Storage, storedToken } from "../storage";
import { mintKey, mintTag } from "./mint-keys";

const FIELDS = { description: "description", lifetimeSeconds: "lifetime", overlapSeconds: "overlap" };

/** The arguments of a slot that decide which token it gets. */
export interface TokenOrder extends Storage {
  readonly integration_id: string;
  readonly description: string | null;
  readonly lifetime: string;
  readonly overlap: string | null;
}

/** What minting needs besides the order. */
export interface MintCall {
  readonly context: ProviderContext;
  readonly diagnostics: Diagnostics;
  readonly signal: AbortSignal;
}

/**
 * Mints a token for a slot. If an earlier run minted it and got no answer, the server answers with that token
 * again. A ready bearer token has no client secret to derive a key from: then every call mints.
 */
export async function mintToken(
  order: TokenOrder,
  generation: number,
  { context, signal }: MintCall,
): Promise<AnsweredMint> {
  const { integration_id, description, lifetime, overlap } = order;
  const { clientSecret } = context;
  const request: TokenCreate = {
    description,
    lifetimeSeconds: lifetimeSeconds(lifetime),
    ...(overlap !== null && { overlapSeconds: durationSeconds(overlap) ?? 0 }),
  };
  const mint = { integrationId: integration_id, generation };
  const doing = `mint an auth token for the SCIM integration ${integration_id}`;
  const minted = await callApi(doing, FIELDS, async () => {
    // A key that cannot seal must fail before the API mints a token, or the token would be lost.
    await storedToken("", order);
    const { tokens } = context.client();
    if (clientSecret === null) return tokens.mint(integration_id, request, { signal });
    const tagged = { ...request, tag: mintTag(clientSecret, mint) };
    return tokens.mint(integration_id, tagged, {
      idempotencyKey: mintKey(clientSecret, mint, request),
      signal,
    });
  });
  context.mintedTokens.set(minted.id, minted.token);
  return minted;
}
