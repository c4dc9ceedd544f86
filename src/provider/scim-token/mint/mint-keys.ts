import { createHash, createHmac } from "node:crypto";
import type { TokenCreate } from "../../../contract/gateway/token";

/** One mint of a slot: its integration, and the generation that the token will have. */
export interface SlotMint {
  readonly integrationId: string;
  readonly generation: number;
}

/**
 * The idempotency key of a mint. Every run with the same client secret derives the same key, so a run repeats
 * a mint whose answer was lost. The state does not hold the key, and nobody derives it without the secret.
 * Another request gets another key.
 */
export function mintKey(clientSecret: string, mint: SlotMint, request: TokenCreate): string {
  const digest = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  return derived(clientSecret, "idempotency key", mint, digest);
}

/**
 * The tag of a mint. The API shows it with the token, so a run finds the token whose answer was lost. It is
 * no secret: nobody derives the key from it.
 */
export function mintTag(clientSecret: string, mint: SlotMint): string {
  return derived(clientSecret, "tag", mint);
}

/** HMAC-SHA-256 in base64url. The purpose keeps the key and the tag of one mint apart. */
function derived(clientSecret: string, purpose: string, mint: SlotMint, ...more: readonly string[]): string {
  const parts = ["netfoundry_scim_token", purpose, mint.integrationId, mint.generation, ...more];
  return createHmac("sha256", clientSecret).update(JSON.stringify(parts)).digest("base64url");
}
