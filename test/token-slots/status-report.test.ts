import type { TokenMetadata } from "../../src/contract/gateway/token";
import { parse } from "../../src/contract/parse";
import { statusReport as schema } from "../../src/token-slots/report/report";
import { type StatusInput, statusReport } from "../../src/token-slots/report/status-report";
import { day, NOW, okta, slot, token } from "./tokens";

function report(input: Partial<StatusInput>) {
  const made = statusReport({ slots: null, integrations: null, at: NOW, expiringMs: undefined, ...input });
  expect(parse(schema, made)).toMatchObject({ ok: true });
  return made;
}

/** What a report of one slot says of it: verdict, standing and codes of findings. */
function told(input: Partial<StatusInput>) {
  const { slots } = report(input);
  return slots.map(({ verdict, standing, findings }) => [
    verdict,
    standing,
    ...findings.map(({ code }) => code),
  ]);
}

const other = token({ id: "t-3", createdAt: day(-3) });
const former = token({ id: "t-1", state: "overlapping", createdAt: day(-400), overlapEndsAt: day(1) });

describe("a slot of a state, without the API", () => {
  it.each([
    ["is clean while it is live", slot(), ["clean", "live"]],
    ["is due for rotation", slot({ rotateAfter: day(-1) }), ["attention", "live", "rotation-due"]],
    [
      "ends soon, where no rotation is due before that",
      slot({ rotateBefore: null, rotateAfter: null, expiresAt: day(10) }),
      ["attention", "expiring", "token-expiring"],
    ],
    [
      "has expired since the last refresh",
      slot({ expiresAt: day(-1) }),
      ["blocked", "expired", "token-expired"],
    ],
    ["has expired", slot({ status: "expired" }), ["blocked", "expired", "token-expired"]],
    ["was revoked", slot({ status: "revoked" }), ["blocked", "revoked", "token-revoked"]],
    ["is missing", slot({ status: "missing" }), ["blocked", "missing", "token-missing"]],
    ["was superseded", slot({ status: "superseded" }), ["attention", "superseded", "token-superseded"]],
    ["has a state of a newer API", slot({ status: "frozen" }), ["attention", "frozen", "state-not-known"]],
    ["never ends", slot({ expiresAt: null, rotateBefore: null, rotateAfter: null }), ["clean", "live"]],
  ])("%s", (_, of, expected) => {
    expect(told({ slots: [of] })).toEqual([expected]);
  });

  it("shows the former token while it is valid", () => {
    const slots = [slot({ previousTokenId: "t-1", previousExpiresAt: day(1) })];
    expect(report({ slots }).slots[0]?.formerToken).toMatchObject({ id: "t-1", endsAt: day(1) });
    expect(report({ slots, at: NOW + 2 * 24 * 60 * 60 * 1000 }).slots[0]?.formerToken).toBeNull();
  });
});

describe("an integration of the API, without a state", () => {
  it.each<[string, TokenMetadata[], string[]]>([
    ["is clean with a live token that is in use", [token()], ["clean", "live"]],
    [
      "has a token that nobody has used",
      [token({ lastUsedAt: null })],
      ["attention", "never_used", "token-unused"],
    ],
    [
      "has an unused token that ends soon",
      [token({ lastUsedAt: null, expiresAt: day(2) })],
      ["attention", "expiring", "token-expiring", "token-unused"],
    ],
    ["has an expired token", [token({ state: "expired" })], ["blocked", "expired", "token-expired"]],
    ["has a revoked token", [token({ state: "revoked" })], ["blocked", "revoked", "token-revoked"]],
    [
      "has only the former token",
      [token({ state: "revoked" }), former],
      ["attention", "overlapping", "token-superseded"],
    ],
    ["has no token", [], ["blocked", "none", "no-token"]],
  ])("%s", (_, tokens, expected) => {
    expect(told({ integrations: [okta(...tokens)] })).toEqual([expected]);
  });
});

describe("a slot of a state, with the API", () => {
  const withApi = (tokens: readonly TokenMetadata[], of = slot()) => ({
    slots: [of],
    integrations: [okta(...tokens)],
  });

  it.each<[string, TokenMetadata[], string[]]>([
    [
      "was superseded by another token",
      [other, token({ state: "superseded" })],
      ["superseded", "token-superseded"],
    ],
    [
      "was superseded, and is valid for a while",
      [other, token({ state: "overlapping", overlapEndsAt: day(1) })],
      ["overlapping", "token-superseded"],
    ],
    [
      "was revoked, and another is live",
      [other, token({ state: "revoked" })],
      ["superseded", "token-superseded"],
    ],
    ["is not listed any more, and another is live", [other], ["superseded", "token-superseded"]],
    [
      "is unused, as the former token is not",
      [token({ lastUsedAt: null }), former],
      ["never_used", "token-unused"],
    ],
  ])("%s", (_, tokens, [standing = "", code = ""]) => {
    expect(told(withApi(tokens))).toEqual([["attention", standing, code]]);
  });

  it("names the token that took its place, and who still uses the former one", () => {
    const superseded = report(withApi([other, token({ state: "superseded" })])).slots[0];
    expect(superseded?.otherToken).toMatchObject({ id: "t-3" });
    expect(superseded?.findings[0]?.says).toBe(
      "The slot's token was replaced outside Terraform. Another token, t-3, is the live one. It was minted " +
        "at 2026-11-28 09:00 UTC (3 days ago). It no longer opens the integration.",
    );
    const unused = report(withApi([token({ lastUsedAt: null }), former])).slots[0];
    expect(unused?.findings[0]?.says).toBe(
      "Nobody has used the token since it was minted. The former token is valid until 2026-12-02 09:00 UTC " +
        "(in 24 hours). It was last used at 2026-11-30 09:00 UTC (24 hours ago).",
    );
  });

  it("waits with an unused token until its use is expected", () => {
    const tokens = [token({ lastUsedAt: null })];
    expect(told(withApi(tokens, slot({ expectedUseWithin: "66d" })))).toEqual([
      ["clean", "never_used", "token-unused"],
    ]);
    expect(told(withApi(tokens, slot({ expectedUseWithin: "64d" })))).toEqual([
      ["attention", "never_used", "token-unused"],
    ]);
  });

  it("of an integration that the API does not know is missing", () => {
    expect(told({ slots: [slot()], integrations: [] })).toEqual([["blocked", "missing", "token-missing"]]);
  });

  it("believes the API where the state is older", () => {
    const [found] = report(withApi([token()], slot({ status: "superseded", expiresAt: day(-1) }))).slots;
    expect(found).toMatchObject({ standing: "live", verdict: "clean", token: { endsAt: day(300) } });
  });
});

describe("what it will be at a later instant", () => {
  const at = NOW + 301 * 24 * 60 * 60 * 1000;

  it("a live token has expired, and an overlap has ended", () => {
    expect(told({ integrations: [okta(token())], at })).toEqual([["blocked", "expired", "token-expired"]]);
    const tokens = [other, token({ state: "overlapping", overlapEndsAt: day(1) })];
    const later = { slots: [slot()], integrations: [okta(...tokens)], at: NOW + 2 * 24 * 60 * 60 * 1000 };
    expect(told(later)).toEqual([["attention", "superseded", "token-superseded"]]);
  });
});

it("the verdict of a report is the worst of its slots", () => {
  const slots = [slot(), slot({ address: "netfoundry_scim_token.b", status: "superseded" })];
  expect(report({ slots }).verdict).toBe("attention");
  expect(report({ slots: [...slots, slot({ status: "revoked" })] }).verdict).toBe("blocked");
});

it("a state without any slot wants attention, and a network without any integration is clean", () => {
  expect(report({ slots: [] }).verdict).toBe("attention");
  expect(report({ slots: [], integrations: [] }).verdict).toBe("attention");
  expect(report({ integrations: [] }).verdict).toBe("clean");
});

it("a token ends soon as early as the caller says", () => {
  const slots = [slot({ rotateBefore: null, rotateAfter: null, expiresAt: day(20) })];
  expect(report({ slots }).verdict).toBe("clean");
  expect(report({ slots, expiringMs: 30 * 24 * 60 * 60 * 1000 }).verdict).toBe("attention");
});
