import { createHash } from "node:crypto";
import type { MintedToken, TokenMetadata } from "../../contract/gateway/token";
import { TOKEN_STATES } from "../../contract/gateway/token-state";
import { durationSeconds } from "../validators/duration";
import { type Storage, storedToken } from "./storage";

/** The token of a slot as the API lists it, or null, and its status. */
export interface SlotToken {
  readonly token: TokenMetadata | null;
  /**
   * `live`, `superseded` (another token is live), `expired`, `revoked` or `missing` (the integration no
   * longer lists it). Or a state of a newer API.
   */
  readonly status: string;
}

const KNOWN_STATES: ReadonlySet<string> = new Set(TOKEN_STATES);

/**
 * Finds the slot's token by its id.
 * @param tokens the tokens of the integration, newest first.
 */
export function findSlotToken(tokens: readonly TokenMetadata[], tokenId: string): SlotToken {
  const token = tokens.find(({ id }) => id === tokenId) ?? null;
  if (token?.state === "live") return { token, status: "live" };
  if (liveToken(tokens) !== null) return { token, status: "superseded" };
  if (token === null) return { token, status: "missing" };
  if (!KNOWN_STATES.has(token.state)) return { token, status: token.state };
  return { token, status: token.state === "expired" ? "expired" : "revoked" };
}

/** Whether a token opens the integration URL. A state of a newer API may open it, too. */
export function isAccepted({ state }: TokenMetadata): boolean {
  return state === "live" || state === "overlapping" || !KNOWN_STATES.has(state);
}

/** The newest token that opens the integration URL; null when none does. */
export function liveToken(tokens: readonly TokenMetadata[]): TokenMetadata | null {
  return tokens.find(({ state }) => state === "live") ?? null;
}

/** The life of a token (RFC 3339). `expires_at` is null when it never ends. */
export interface TokenLife {
  readonly created_at: string;
  readonly expires_at: string | null;
}

/**
 * When a token is due for rotation (RFC 3339). Null when it never ends or `rotateBefore` is null. A server
 * may give a life that is not longer than `rotateBefore`. Such a token is due after two thirds of its life,
 * because it would be due at birth otherwise.
 */
export function rotateAfter(life: TokenLife, rotateBefore: string | null): string | null {
  const due = dueTime(life, rotateBefore);
  if (due === null || life.expires_at === null) return null;
  const born = Date.parse(life.created_at);
  const end = Date.parse(life.expires_at);
  return new Date(due > born ? due : born + ((end - born) * 2) / 3).toISOString();
}

/** Whether a token does not live longer than `rotateBefore`. */
export function isShortLived(life: TokenLife, rotateBefore: string | null): boolean {
  const due = dueTime(life, rotateBefore);
  return due !== null && due <= Date.parse(life.created_at);
}

function dueTime({ expires_at }: TokenLife, rotateBefore: string | null): number | null {
  const seconds = rotateBefore === null ? null : durationSeconds(rotateBefore);
  return expires_at === null || seconds === null ? null : Date.parse(expires_at) - seconds * 1000;
}

/** Whether a token is due for rotation. Only a live token is: another one may be in use for a reason. */
export function isRotationDue(status: string, rotateAfterTime: string | null, now: number): boolean {
  return status === "live" && rotateAfterTime !== null && now >= Date.parse(rotateAfterTime);
}

/** The attributes that a freshly minted token gives its slot. */
export async function mintedAttributes(
  minted: MintedToken,
  slot: Storage & { readonly rotate_before: string | null },
  generation: number,
) {
  const life = { created_at: minted.createdAt, expires_at: minted.expiresAt };
  return {
    token_id: minted.id,
    generation,
    ...(await storedToken(minted.token, slot)),
    fingerprint: fingerprintOf(minted.token),
    status: "live",
    ...life,
    rotate_after: rotateAfter(life, slot.rotate_before),
    rotation_due: false,
  };
}

/** The start of the token's SHA-256. It tells tokens apart without revealing them. */
export function fingerprintOf(token: string): string {
  return `sha256:${createHash("sha256").update(token).digest("hex").slice(0, 16)}`;
}
