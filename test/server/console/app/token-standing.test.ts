import { shownStanding } from "../../../../src/server/console/app/parts/text/token-standing";

const NOW = Date.parse("2026-06-01T00:00:00Z");
const token = {
  id: "1",
  description: null,
  createdAt: "2025-06-10T00:00:00Z",
  expiresAt: "2026-06-06T12:00:00Z",
  lastUsedAt: "2026-05-31T00:00:00Z",
  state: "live",
};
const of = (change: object, expiresAt: string | null = token.expiresAt) =>
  shownStanding(
    { currentTokens: [{ ...token, expiresAt, ...change }], hasAuthToken: true, tokenExpiresAt: expiresAt },
    NOW,
  );

test.each([
  ["Expires in 5 days", of({})],
  ["Expires in 1 day", of({}, "2026-06-02T12:00:00Z")],
  ["Expires in less than a day", of({}, "2026-06-01T12:00:00Z")],
  ["Live", of({}, null)],
  ["Never used", of({ lastUsedAt: null }, null)],
  ["Expired", of({ state: "expired" })],
  ["Superseded", of({ state: "superseded" })],
  ["Overlapping", of({ state: "overlapping" })],
  ["frozen", of({ state: "frozen" })],
])("says %s", (words, shown) => {
  expect(shown.words).toBe(words);
});

test("says that there is no token", () => {
  const none = { hasAuthToken: false, tokenExpiresAt: null };
  expect(shownStanding({ ...none, currentTokens: [] }, NOW)).toEqual({ words: "No token", tone: "neutral" });
});

test.each([
  ["Live", true, "2027-01-01T00:00:00Z"],
  ["Expired", false, "2026-01-01T00:00:00Z"],
  ["No token", false, null],
])("says %s of a server that lists no tokens", (words, hasAuthToken, tokenExpiresAt) => {
  expect(shownStanding({ hasAuthToken, tokenExpiresAt }, NOW).words).toBe(words);
});
