import { createHash, randomUUID } from "node:crypto";
import type { MintedToken, TokenCreate } from "../../contract/gateway/token";
import type { PrivateState } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { durationSeconds } from "../validators/duration";
import { type Storage, storedToken } from "./storage";

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
  readonly privateState: PrivateState;
  readonly signal: AbortSignal;
}

/**
 * Mints a token for a slot. The private data holds the idempotency key for the next mint. If a run dies after
 * the server minted, the next run repeats the request with the same key and gets the same token.
 */
export async function mintToken(order: TokenOrder, call: MintCall): Promise<MintedToken> {
  const { context, privateState, signal } = call;
  const { integration_id, description, lifetime, overlap } = order;
  const body: TokenCreate = {
    description,
    lifetimeSeconds: durationSeconds(lifetime),
    ...(overlap !== null && { overlapSeconds: durationSeconds(overlap) ?? 0 }),
  };
  const doing = `mint an auth token for the SCIM integration ${integration_id}`;
  const minted = await callApi(doing, FIELDS, () => {
    // A key that cannot seal must fail before the API mints a token, or the token would be lost.
    storedToken("", order);
    const idempotencyKey = `${nextMintKey(privateState) ?? randomUUID()}-${digest(body)}`;
    return context.client().tokens.mint(integration_id, body, { idempotencyKey, signal });
  });
  privateState.set({ nextMintKey: randomUUID() });
  context.mintedTokens.set(minted.id, minted.token);
  return minted;
}

function nextMintKey(privateState: PrivateState): string | null {
  const kept = privateState.get();
  if (kept === null || typeof kept !== "object" || !("nextMintKey" in kept)) return null;
  return typeof kept.nextMintKey === "string" ? kept.nextMintKey : null;
}

/** Makes the key depend on the body: changed arguments ask for another token, and need another key. */
function digest(body: TokenCreate): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
}
