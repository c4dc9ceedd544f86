import { gapUntil, tokenUse } from "../../../src/connect/common/token-use";
import type { TokenMetadata } from "../../../src/contract/gateway/token";

const MADE = "2026-11-24T09:00:00.000Z";

function token(id: string, given: Partial<TokenMetadata> = {}): TokenMetadata {
  return {
    id,
    description: null,
    createdAt: MADE,
    expiresAt: null,
    lastUsedAt: null,
    state: "live",
    overlapEndsAt: null,
    ...given,
  };
}

/** The gap a minute after the token was made, in seconds. */
function gapAfterMinute(...tokens: TokenMetadata[]): number | null {
  const use = tokenUse(tokens);
  if (use === null) throw new Error("no token is live");
  const gap = gapUntil(use, Date.parse(MADE) + 60_000);
  return gap === null ? null : gap / 1000;
}

describe("how long SCIM was stopped", () => {
  it("is not asked for the first token of an integration", () => {
    expect(gapAfterMinute(token("first"))).toBeNull();
  });

  it("counts from the new token on where the former one ended with it", () => {
    expect(gapAfterMinute(token("new"), token("old", { state: "superseded" }))).toBe(60);
  });

  it("counts from the expiry of a former token that had ended before", () => {
    const old = token("old", { state: "superseded", expiresAt: "2026-11-24T08:00:00.000Z" });
    expect(gapAfterMinute(token("new"), old)).toBe(3660);
  });

  it("counts from the new token on where the former one would have expired later", () => {
    const old = token("old", { state: "superseded", expiresAt: "2027-11-24T08:00:00.000Z" });
    expect(gapAfterMinute(token("new"), old)).toBe(60);
  });

  it.each([null, "2026-11-24T08:00:00.000Z"])(
    "is not known where the former token was revoked, with the expiry %s",
    (expiresAt) => {
      expect(gapAfterMinute(token("new"), token("old", { state: "revoked", expiresAt }))).toBeNull();
    },
  );

  it.each([
    ["nothing while the former token still works", "2026-11-24T13:00:00.000Z", 0],
    ["from the end of the overlap on", "2026-11-24T09:00:20.000Z", 40],
  ])("counts %s", (_, overlapEndsAt, seconds) => {
    const old = token("old", { state: "overlapping", overlapEndsAt });
    expect(gapAfterMinute(token("new"), old)).toBe(seconds);
  });
});

describe("the newest token", () => {
  it("is the live one, behind one that was revoked", () => {
    expect(tokenUse([token("revoked", { state: "revoked" }), token("live")])?.tokenId).toBe("live");
  });

  it("is none where nothing is live", () => {
    expect(tokenUse([token("old", { state: "expired" })])).toBeNull();
    expect(tokenUse([])).toBeNull();
  });
});
