import { stripVTControlCharacters, styleText } from "node:util";
import { wrapped } from "../../src/cli/output/wrap";
import { picture, type Screen } from "../../src/token-slots/picture/picture";
import { type StatusInput, statusReport } from "../../src/token-slots/report/status-report";
import { width } from "../cli/fake-terminal";
import { day, NOW, okta, slot, token } from "./tokens";

function drawn(input: Partial<StatusInput>, screen: Partial<Screen> = {}): string {
  const report = statusReport({ slots: null, integrations: null, at: NOW, expiringMs: undefined, ...input });
  return picture(report, { columns: 80, unicode: true, paint: (_, text) => text, wrap: wrapped, ...screen });
}

const former = token({ id: "t-1", state: "overlapping", lastUsedAt: day(0), overlapEndsAt: day(60) });
const overlap = {
  slots: [slot({ expectedUseWithin: "10d" })],
  integrations: [okta(token({ lastUsedAt: null }), former)],
};

describe("the picture of a slot", () => {
  it("shows a token in use, and the former one in its overlap", () => {
    const integrations = [okta(token(), former)];
    expect(drawn({ slots: [slot()], integrations })).toBe(`clean: 1 token

clean  netfoundry_scim_token.okta  live
  SCIM integration "Okta" (i-okta)

  ├━━━━━━━━━━━━●▼───────────────────────────────────────────────────────◆─────┤
  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘ former token

  ├ issued            2026-09-27 09:00 UTC  65 days ago
  ● last used         2026-11-30 09:00 UTC  24 hours ago
  ▼ now               2026-12-01 09:00 UTC
  ◆ rotate from       2027-08-28 09:00 UTC  in 270 days
  ┤ ends              2027-09-27 09:00 UTC  in 300 days
  ┘ former token ends 2027-01-30 09:00 UTC  in 60 days
  token t-2, generation 2, storage sealed
`);
  });

  it("shows by ASCII, without Unicode, that nobody has used the new token", () => {
    expect(drawn(overlap, { unicode: false })).toBe(`attention: 1 token

attention  netfoundry_scim_token.okta  never_used
  SCIM integration "Okta" (i-okta)
  Nobody has used the token since it was minted. That was expected by
  2026-10-07 09:00 UTC (55 days ago). The former token is valid until
  2027-01-30 09:00 UTC (in 60 days). It was last used at 2026-12-01 09:00 UTC
  (now).
  Give it to the identity provider, and let that send something: a test of the
  connection will do.

  I=X===========N-------------------------------------------------------R-----E
  ..........................F former token

  I issued            2026-09-27 09:00 UTC  65 days ago
  X use expected by   2026-10-07 09:00 UTC  55 days ago
  N now               2026-12-01 09:00 UTC
  R rotate from       2027-08-28 09:00 UTC  in 270 days
  E ends              2027-09-27 09:00 UTC  in 300 days
    last used         never
  F former token ends 2027-01-30 09:00 UTC  in 60 days
  token t-2, generation 2, storage sealed
`);
  });

  it("shows how long a token has ended, and what it does not know without the API", () => {
    expect(drawn({ slots: [slot({ expiresAt: day(-5), rotateAfter: day(-35) })] })).toContain(`
blocked  netfoundry_scim_token.okta  expired
  SCIM integration i-okta
  The token ended at 2026-11-26 09:00 UTC (5 days ago). Pushes are refused.
  Plan and apply, or change rotation_triggers and apply. Then give the identity
  provider the new token.

  ├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━◆━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤     ▼
`);
    expect(drawn({ slots: [slot()] })).toContain(
      "    last used         not known without the API (--live)\n",
    );
  });

  it("shows a token without an end, and one that another took the place of", () => {
    const forever = token({ expiresAt: null, state: "superseded" });
    const other = token({ id: "t-3", createdAt: day(-3) });
    const slots = [slot({ expiresAt: null, rotateBefore: null, rotateAfter: null })];
    const text = drawn({ slots, integrations: [okta(other, forever)] });
    expect(text).toContain(`
  ├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━×━●▼▶
`);
    expect(text).toContain("  × other token since 2026-11-28 09:00 UTC  3 days ago\n");
    expect(text).toContain("    ends              never\n");
  });

  it("of an integration without a token is its name and what to do", () => {
    expect(drawn({ integrations: [okta()] })).toBe(`blocked: 1 token

blocked  Okta  none
  SCIM integration "Okta" (i-okta)
  The integration has no token. Pushes are refused.
  Apply a netfoundry_scim_token, which mints one. Then give the identity
  provider the new token.
`);
  });
});

describe("every mark has a place of its own, in the order of time", () => {
  it.each([
    ["at the beginning", slot({ createdAt: day(0), expectedUseWithin: "3h" })],
    ["at the end", slot({ createdAt: day(-4000), rotateAfter: day(0), expiresAt: day(0.0001) })],
  ])("%s", (_, of) => {
    const bar = drawn({ slots: [of] }, { unicode: false })
      .split("\n")
      .find((line) => /^ {2}I/.test(line));
    expect(bar?.replaceAll(/[^A-Z]/g, "")).toMatch(/^(INXRE|IRNE|INRE)$/);
    expect(bar).toHaveLength(79);
  });
});

it("fits the terminal, in colour too", () => {
  const slots = [slot(), slot({ address: "netfoundry_scim_token.b", status: "revoked" })];
  const paint: Screen["paint"] = (style, text) => styleText(style, text, { validateStream: false });
  const text = drawn({ slots }, { paint, columns: 60 });
  expect(text).toContain("\u001b[31mblocked");
  expect(width(stripVTControlCharacters(text))).toBeLessThan(60);
  expect(stripVTControlCharacters(text)).toContain("blocked: 2 tokens, 1 blocked, 1 clean\n");
});

it("fits 80 columns with an id as the API has them", () => {
  const id = "345eac8a-cc3a-4b88-a76a-3ba3b62adf7d";
  const integrations = [{ id, name: "An integration of a department with a long name", tokens: [token()] }];
  expect(width(drawn({ integrations }))).toBeLessThan(80);
});

it("passes no control character of a name on to the terminal", () => {
  const integrations = [{ ...okta(token()), name: "\u001b]0;evil\u0007" }];
  expect(drawn({ integrations }).replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});
