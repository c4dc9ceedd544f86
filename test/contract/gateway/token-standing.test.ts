import { tokenInForce, tokenStanding } from "../../../src/contract/gateway/token-standing";

const NOW = Date.parse("2026-12-01T09:00:00Z");
const DAY = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString();
const token = (
  state: string,
  expiresAt: string | null = inDays(90),
  lastUsedAt: string | null = inDays(-1),
) => ({
  state,
  createdAt: inDays(-60),
  expiresAt,
  lastUsedAt,
});
/** A token that lives a day, with so many hours left. */
const day = (hours: number) => ({
  ...token("live", inDays(hours / 24)),
  createdAt: inDays(hours / 24 - 1),
});

describe("what there is to say of a token", () => {
  it.each([
    ["live, with a use", token("live"), "live"],
    ["live, without an end", token("live", null), "live"],
    ["live, without a use", token("live", inDays(90), null), "never_used"],
    ["live, with an end in 13 days", token("live", inDays(13)), "expiring"],
    ["live, with an end in 14 days", token("live", inDays(14)), "live"],
    ["live, of a day's life, with 9 hours left", day(9), "live"],
    ["live, of a day's life, with 7 hours left", day(7), "expiring"],
    ["live, with an end soon and without a use", token("live", inDays(1), null), "expiring"],
    ["expired", token("expired", inDays(-1), null), "expired"],
    ["superseded", token("superseded", inDays(1), null), "superseded"],
    ["overlapping", token("overlapping", inDays(1)), "overlapping"],
    ["revoked", token("revoked"), "revoked"],
    ["of a state of a newer API", token("frozen"), "frozen"],
    ["not there", null, "none"],
  ])("%s", (_, of, standing) => {
    expect(tokenStanding(of, NOW)).toBe(standing);
  });

  it("goes by the time that the caller calls soon", () => {
    expect(tokenStanding(token("live", inDays(13)), NOW, DAY)).toBe("live");
    expect(tokenStanding(token("live", inDays(29)), NOW, 30 * DAY)).toBe("expiring");
  });
});

describe("the token that speaks for an integration", () => {
  it.each([
    [["live", "superseded"], 0],
    [["revoked", "live"], 1],
    [["revoked", "overlapping"], 1],
    [["expired", "superseded"], 0],
  ])("of %j is number %i", (states, at) => {
    const tokens = states.map((state) => token(state));
    expect(tokenInForce(tokens)).toBe(tokens[at]);
  });

  it("is none where there are no tokens", () => {
    expect(tokenInForce([])).toBeNull();
  });
});
