import { durationText } from "../../src/contract/duration";
import type { TokenMetadata } from "../../src/contract/gateway/token";
import { idpGuide } from "../../src/server/console/app/screens/integration/connect/idp-guides";
import { deleteAction, deleteChoices } from "../../src/server/console/app/screens/integration/delete-words";
import { edited, settingsPatch } from "../../src/server/console/app/screens/integration/settings-edit";
import {
  mintRequest,
  NEW_TOKEN,
  overlapOptions,
  spanWords,
  whatStops,
} from "../../src/server/console/app/screens/integration/token/rotation";
import {
  splitTokens,
  standingInList,
} from "../../src/server/console/app/screens/integration/token/token-list";

const NOW = Date.parse("2026-11-30T12:00:00.000Z");
const HOUR = 3600;
const DAY = 24 * HOUR;
const URL = "https://nf.example.com/scim/v2/0b7c1f2e";

function token(id: string, state: string, more: Partial<TokenMetadata> = {}): TokenMetadata {
  return {
    id,
    description: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    expiresAt: null,
    lastUsedAt: "2026-11-01T00:00:00.000Z",
    state,
    ...more,
  };
}

describe("the guide to connect an identity provider", () => {
  test.each(["okta", "google", "other"] as const)("gives %s the integration URL as it is", (idp) => {
    expect(idpGuide(idp, URL).fields[0]?.paste).toBe(URL);
  });

  test("gives Entra the integration URL with its flag", () => {
    expect(idpGuide("entra", URL).fields[0]).toEqual({
      label: "Tenant URL",
      paste: `${URL}?aadOptscim062020`,
    });
  });

  test.each(["okta", "entra", "google", "other"] as const)("says where %s gets the token", (idp) => {
    expect(idpGuide(idp, URL).fields.filter(({ paste }) => paste === null)).toHaveLength(1);
  });
});

describe("what a new token stops", () => {
  const live = token("live", "live");
  const overlapping = token("overlapping", "overlapping");

  test("is nothing for an integration whose tokens have ended", () => {
    expect(whatStops([token("a", "revoked"), token("b", "expired")], 0, NOW)).toEqual([]);
  });

  test("is the live token at once, without an overlap", () => {
    expect(whatStops([live, token("old", "superseded")], 0, NOW)).toEqual([{ token: live, at: null }]);
  });

  test("is the live token at the end of the overlap, and the one that overlaps at once", () => {
    expect(whatStops([live, overlapping], HOUR, NOW)).toEqual([
      { token: live, at: "2026-11-30T13:00:00.000Z" },
      { token: overlapping, at: null },
    ]);
  });

  test("is the live token at its own end, when that comes before the end of the overlap", () => {
    const short = token("short", "live", { expiresAt: "2026-11-30T12:10:00.000Z" });
    expect(whatStops([short], HOUR, NOW)).toEqual([{ token: short, at: "2026-11-30T12:10:00.000Z" }]);
  });
});

describe("the form of a new token", () => {
  test("asks for a year and no overlap at first, as the API does", () => {
    expect(mintRequest(NEW_TOKEN)).toEqual({ lifetimeSeconds: 365 * DAY, overlapSeconds: 0 });
  });

  test("sends null for a token without an end, and the description without white space around it", () => {
    const form = { description: " for Okta ", lifetime: "never", overlap: String(HOUR) };
    expect(mintRequest(form)).toEqual({
      description: "for Okta",
      lifetimeSeconds: null,
      overlapSeconds: HOUR,
    });
  });

  test.each([
    [0, ["0"]],
    [HOUR, ["0", "1h"]],
    [2 * DAY, ["0", "1h", "8h", "24h", "48h"]],
  ])("offers overlaps up to the %d seconds that the server allows", (most, expected) => {
    const offered = overlapOptions(most).map(({ value }) =>
      value === "0" ? "0" : durationText(Number(value)),
    );
    expect(offered).toEqual(expected);
  });

  test.each([
    [90 * DAY, "90 days"],
    [DAY, "1 day"],
    [36 * HOUR, "36 hours"],
    [90, "90 seconds"],
  ])("says %d seconds as a person would", (seconds, words) => {
    expect(spanWords(seconds)).toBe(words);
  });
});

describe("the list of tokens", () => {
  test("raises no alarm for a token that another one has replaced", () => {
    const old = token("old", "superseded");
    const tokens = [token("new", "live"), old];
    expect(standingInList(old, tokens, NOW)).toEqual({ words: "Superseded", tone: "neutral" });
  });

  test("raises an alarm for the newest token when none works", () => {
    const ended = token("ended", "expired", { expiresAt: "2026-11-01T00:00:00.000Z" });
    expect(standingInList(ended, [ended, token("old", "superseded")], NOW).tone).toBe("bad");
  });

  test("keeps a token that works in sight, however many newer ones were revoked", () => {
    const works = token("works", "overlapping");
    const revoked = Array.from({ length: 9 }, (_, at) => token(`revoked-${at}`, "revoked"));
    const { recent, older } = splitTokens([...revoked, works]);
    expect(recent).toContain(works);
    expect([recent.length, older.length]).toEqual([6, 4]);
  });
});

describe("an edit of the settings", () => {
  const stored = { name: "Okta", adoptIdentities: "never" };

  test("sends only what differs from what is stored", () => {
    expect(settingsPatch(stored, { name: "Okta EU", adoptIdentities: "never" })).toEqual({ name: "Okta EU" });
  });

  test("sends nothing when a person typed what is stored", () => {
    expect(settingsPatch(stored, { name: "Okta" })).toBeNull();
  });

  test("stays on top of what somebody else stored meanwhile", () => {
    const meanwhile = { name: "Okta US", adoptIdentities: "name" };
    expect(edited(meanwhile, { name: "Okta EU" })).toEqual({ name: "Okta EU", adoptIdentities: "name" });
  });
});

describe("the question before an integration is deleted", () => {
  test.each([
    [1, "1 person can no longer sign in."],
    [2000, "2,000 people can no longer sign in."],
    [undefined, "The people of the integration can no longer sign in."],
  ])("counts the people of %s identities", (count, words) => {
    const help = deleteChoices(count).find(({ value }) => value === "disable")?.help;
    expect(help).toContain(words);
  });

  test.each([
    ["keep", 3, "Delete the integration only"],
    ["disable", 3, "Delete it, disable 3 identities"],
    ["delete", 1, "Delete it and 1 identity"],
    ["delete", 0, "Delete the integration"],
    ["disable", undefined, "Delete it, disable its identities"],
  ] as const)("names what the button does: %s, %s identities", (choice, count, words) => {
    expect(deleteAction(choice, count)).toBe(words);
  });
});
