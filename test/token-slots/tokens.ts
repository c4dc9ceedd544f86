import type { TokenMetadata } from "../../src/contract/gateway/token";
import type { ApiIntegration } from "../../src/token-slots/facts/slot-facts";
import type { StateSlot } from "../../src/token-slots/state/state-slot";

/** The instant of these tests. */
export const NOW = Date.parse("2026-12-01T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;

/** An instant so many days from NOW. */
export const day = (days: number) => new Date(NOW + days * DAY).toISOString();

/** A slot of a state: issued 65 days ago, with a year's life, rotated 30 days before its end. */
export function slot(more: Partial<StateSlot> = {}): StateSlot {
  return {
    address: "netfoundry_scim_token.okta",
    integrationId: "i-okta",
    tokenId: "t-2",
    generation: 2,
    storage: "sealed",
    tokenSealed: "a.b.c.d.e",
    status: "live",
    createdAt: day(-65),
    expiresAt: day(300),
    rotateBefore: "30d",
    rotateAfter: day(270),
    expectedUseWithin: null,
    previousTokenId: null,
    previousExpiresAt: null,
    ...more,
  };
}

/** A token of the API: that of the slot, last used yesterday. */
export function token(more: Partial<TokenMetadata> = {}): TokenMetadata {
  return {
    id: "t-2",
    description: null,
    createdAt: day(-65),
    expiresAt: day(300),
    lastUsedAt: day(-1),
    state: "live",
    overlapEndsAt: null,
    ...more,
  };
}

/** The integration of the slot, with its tokens. */
export function okta(...tokens: readonly TokenMetadata[]): ApiIntegration {
  return { id: "i-okta", name: "Okta", tokens };
}
