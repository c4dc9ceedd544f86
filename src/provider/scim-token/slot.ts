import { createHash } from "node:crypto";
import type { MintedToken, TokenMetadata } from "../../contract/token";
import { durationSeconds } from "../validators/duration";
import { type Storage, storedToken } from "./storage";

/**
 * What the slot's token is. `superseded`: another token is the live one. `missing`: the integration does not know it
 * any more.
 */
export type TokenStatus = "live" | "superseded" | "expired" | "revoked" | "missing";

/** The token of ours among those of the integration, and what is to be said of it. */
export interface Looked {
  readonly ours: TokenMetadata | null;
  readonly status: TokenStatus;
}

/** Looks at the tokens of an integration, newest first, for the one with that id. */
export function lookAt(tokens: readonly TokenMetadata[], tokenId: string): Looked {
  const ours = tokens.find(({ id }) => id === tokenId) ?? null;
  if (ours?.state === "live") return { ours, status: "live" };
  if (liveToken(tokens) !== null) return { ours, status: "superseded" };
  if (ours === null) return { ours, status: "missing" };
  return { ours, status: ours.state === "expired" ? "expired" : "revoked" };
}

/** Whether a token opens the integration URL. */
export function isAccepted({ state }: TokenMetadata): boolean {
  return state === "live" || state === "overlapping";
}

/** The newest token that opens the integration URL; null when none does. */
export function liveToken(tokens: readonly TokenMetadata[]): TokenMetadata | null {
  return tokens.find(({ state }) => state === "live") ?? null;
}

/** Milliseconds since the epoch, or null, as RFC 3339. */
export function rotateAfter(expiresAt: string | null, rotateBefore: string | null): string | null {
  const seconds = rotateBefore === null ? null : durationSeconds(rotateBefore);
  if (expiresAt === null || seconds === null) return null;
  return new Date(Date.parse(expiresAt) - seconds * 1000).toISOString();
}

/** Whether the time to rotate has come. A token that is not the live one is never due: there may be a reason. */
export function isRotationDue(status: string, rotateAfterTime: string | null, now: number): boolean {
  return status === "live" && rotateAfterTime !== null && now >= Date.parse(rotateAfterTime);
}

/** The attributes of a slot that follow from minting a token for it. */
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

/** Tells two tokens apart without telling the token: the start of its SHA-256. */
export function fingerprintOf(token: string): string {
  return `sha256:${createHash("sha256").update(token).digest("hex").slice(0, 16)}`;
}
