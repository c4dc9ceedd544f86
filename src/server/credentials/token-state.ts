import type { TokenMetadata } from "../../contract/gateway/token";
import type { TokenState } from "../../contract/gateway/token-state";
import type { Row } from "../store/tables";

/** The instants that decide the state of a token. */
export type TokenInstants = Pick<
  Row<"tokens">,
  "expires_at" | "revoked_at" | "superseded_at" | "overlap_until"
>;

/** The state of a token at an instant. The server accepts only `live` and `overlapping` tokens. */
export function tokenState(token: TokenInstants, now: string): TokenState {
  if (token.revoked_at !== null) return "revoked";
  const expired = token.expires_at !== null && token.expires_at <= now;
  if (token.superseded_at === null) return expired ? "expired" : "live";
  const overlaps = token.overlap_until !== null && token.overlap_until > now && !expired;
  return overlaps ? "overlapping" : "superseded";
}

/** A token as the API shows it. */
export function tokenView(token: Row<"tokens">, now: string): TokenMetadata {
  const state = tokenState(token, now);
  return {
    id: token.id,
    description: token.description,
    tag: token.tag,
    createdAt: token.created_at,
    expiresAt: token.expires_at,
    lastUsedAt: token.last_used_at,
    state,
    overlapEndsAt: state === "overlapping" ? earlier(token.overlap_until, token.expires_at) : null,
  };
}

/** The earlier of two instants. Instants are texts that sort by time. */
function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
