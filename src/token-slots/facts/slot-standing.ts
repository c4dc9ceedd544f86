import type { TokenMetadata } from "../../contract/gateway/token";
import { tokenInForce, tokenStanding } from "../../contract/gateway/token-standing";
import type { StateSlot } from "../state/state-slot";
import type { SlotFacts } from "./slot-facts";
import { isPast, tokenAt } from "./token-at";

/** The clock of a report, and from when on a token ends soon. */
export interface Moment {
  /** In milliseconds. */
  readonly at: number;
  /** How long before its end a token is `expiring`; undefined: as the contract says. */
  readonly expiringMs: number | undefined;
}

/** The tokens of a slot at a moment, and what there is to say of the one in the slot. */
export interface SlotTokens {
  readonly standing: string;
  /** As the API shows the token in the slot; null where it does not, or was not asked. */
  readonly own: TokenMetadata | null;
  /** The live token that took its place. */
  readonly other: TokenMetadata | null;
  /** The token before it, while it is valid. */
  readonly former: TokenMetadata | null;
}

/** What the API and the state say of the tokens of a slot, or of an integration without one. */
export function slotTokens({ slot, api }: SlotFacts, moment: Moment): SlotTokens {
  if (api === null) {
    const standing = slot === null ? "none" : standingInState(slot, moment);
    return { standing, own: null, other: null, former: null };
  }
  const tokens = api.tokens.map((token) => tokenAt(token, moment.at));
  if (slot === null) {
    const own = tokenInForce(tokens);
    return { standing: standingOf(own, null, moment), own, other: null, former: formerOf(tokens, own) };
  }
  const own = tokens.find(({ id }) => id === slot.tokenId) ?? null;
  const live = tokens.find(({ state }) => state === "live") ?? null;
  const other = live?.id === own?.id ? null : live;
  // As in the provider's `status`: another live token has taken over, whatever became of the slot's.
  if (other !== null && own?.state !== "overlapping")
    return { standing: "superseded", own, other, former: null };
  const standing = own === null ? "missing" : standingOf(own, slot, moment);
  return { standing, own, other, former: formerOf(tokens, own) };
}

function standingOf(token: TokenMetadata | null, slot: StateSlot | null, { at, expiringMs }: Moment): string {
  // As in the provider: a slot that rotates in time needs no warning of the end.
  return tokenStanding(token, at, slot?.rotateBefore ? 0 : expiringMs);
}

/** Only the API knows whether a token was used, so a live one counts as used. */
function standingInState({ status, createdAt, expiresAt, rotateBefore }: StateSlot, moment: Moment): string {
  const state = status === "live" && isPast(expiresAt, moment.at) ? "expired" : status;
  const token = { state, createdAt, expiresAt, lastUsedAt: createdAt };
  return tokenStanding(token, moment.at, rotateBefore ? 0 : moment.expiringMs);
}

function formerOf(tokens: readonly TokenMetadata[], own: TokenMetadata | null): TokenMetadata | null {
  if (own?.state !== "live") return null;
  return tokens.find(({ state }) => state === "overlapping") ?? null;
}
