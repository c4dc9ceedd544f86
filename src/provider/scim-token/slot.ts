import { createHash } from "node:crypto";
import type { MintedToken, TokenMetadata } from "../../contract/gateway/token";
import { durationSeconds } from "../validators/duration";
import { type Storage, storedToken } from "./storage";

/**
 * The state of the slot's token. `superseded`: another token is live. `missing`: the integration no longer
 * lists it.
 */
export type TokenStatus = "live" | "superseded" | "expired" | "revoked" | "missing";

/** The token of a slot as the API lists it, or null, and its status. */
export interface SlotToken {
  readonly token: TokenMetadata | null;
  readonly status: TokenStatus;
}

/**
 * Finds the slot's token by its id.
 * @param tokens the tokens of the integration, newest first.
 */
export function findSlotToken(tokens: readonly TokenMetadata[], tokenId: string): SlotToken {
  const token = tokens.find(({ id }) => id === tokenId) ?? null;
  if (token?.state === "live") return { token, status: "live" };
  if (liveToken(tokens) !== null) return { token, status: "superseded" };
  if (token === null) return { token, status: "missing" };
  return { token, status: token.state === "expired" ? "expired" : "revoked" };
}

/** Whether a token opens the integration URL. */
export function isAccepted({ state }: TokenMetadata): boolean {
  return state === "live" || state === "overlapping";
}

/** The newest token that opens the integration URL; null when none does. */
export function liveToken(tokens: readonly TokenMetadata[]): TokenMetadata | null {
  return tokens.find(({ state }) => state === "live") ?? null;
}

/** When a token is due for rotation (RFC 3339). Null when it never ends or `rotateBefore` is null. */
export function rotateAfter(expiresAt: string | null, rotateBefore: string | null): string | null {
  const seconds = rotateBefore === null ? null : durationSeconds(rotateBefore);
  if (expiresAt === null || seconds === null) return null;
  return new Date(Date.parse(expiresAt) - seconds * 1000).toISOString();
}

/** Whether a token is due for rotation. Only a live token is: another one may be in use for a reason. */
export function isRotationDue(status: string, rotateAfterTime: string | null, now: number): boolean {
  return status === "live" && rotateAfterTime !== null && now >= Date.parse(rotateAfterTime);
}

/** The attributes that a freshly minted token gives its slot. */
export function mintedAttributes(
  minted: MintedToken,
  slot: Storage & { readonly rotate_before: string | null },
  generation: number,
) {
  return {
    token_id: minted.id,
    generation,
    ...storedToken(minted.token, slot),
    fingerprint: fingerprintOf(minted.token),
    status: "live",
    created_at: minted.createdAt,
    expires_at: minted.expiresAt,
    rotate_after: rotateAfter(minted.expiresAt, slot.rotate_before),
    rotation_due: false,
  };
}

/** The start of the token's SHA-256. It tells tokens apart without revealing them. */
export function fingerprintOf(token: string): string {
  return `sha256:${createHash("sha256").update(token).digest("hex").slice(0, 16)}`;
}
