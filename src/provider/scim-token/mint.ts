import { createHash, randomUUID } from "node:crypto";
import type { MintedToken, TokenCreate } from "../../contract/token";
import type { PrivateState } from "../../tfplugin";
import { explained } from "../api/failure";
import type { ProviderContext } from "../context";
import { durationSeconds } from "../validators/duration";
import { type Storage, storedToken } from "./storage";

const FIELDS = { description: "description", lifetimeSeconds: "lifetime", overlapSeconds: "overlap" };

/** The arguments of a slot that say which token it is given. */
export interface TokenOrder extends Storage {
  readonly integration_id: string;
  readonly description: string | null;
  readonly lifetime: string;
  readonly overlap: string | null;
}

/** What a mint needs beside the order. */
export interface MintCall {
  readonly context: ProviderContext;
  readonly privateState: PrivateState;
  readonly signal: AbortSignal;
}

/**
 * Mints a token for a slot. The key of the request is kept in the private data from the mint before, so that a run that died
 * after the server had minted is repeated by the next one: that gets the same token, not another one beside it.
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
  const minted = await explained(doing, FIELDS, () => {
    // A key that cannot seal is found out before there is a token to lose.
    storedToken("", order);
    const idempotencyKey = `${keptKey(privateState) ?? randomUUID()}-${digest(body)}`;
    return context.client().tokens.mint(integration_id, body, { idempotencyKey, signal });
  });
  privateState.set({ nextMintKey: randomUUID() });
  context.mintedTokens.set(minted.id, minted.token);
  return minted;
}

function keptKey(privateState: PrivateState): string | null {
  const kept = privateState.get();
  if (kept === null || typeof kept !== "object" || !("nextMintKey" in kept)) return null;
  return typeof kept.nextMintKey === "string" ? kept.nextMintKey : null;
}

/** The same key must not come with another body; whoever changed the arguments since wants another token. */
function digest(body: TokenCreate): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex").slice(0, 16);
}
