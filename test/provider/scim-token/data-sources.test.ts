import { netfoundry } from "../../../src/provider/provider";
import { createDriver, type Driver } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";

const YEAR = 365 * 24 * 3600;

let api: FakeApi;
let driver: Driver;
let integration_id: string;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
  integration_id = api.addIntegration("Okta").id;
});
afterEach(() => api.stop());

const lastUsedAt = new Date().toISOString();
const tokenData = () => driver.readData("netfoundry_scim_token", { integration_id });

/** Changes the newest token of the integration. */
function change(changes: Parameters<FakeApi["changeToken"]>[2]): void {
  api.changeToken(integration_id, String(api.tokens.get(integration_id)?.[0]?.id), changes);
}

describe("the data source of one token tells apart a live token that", () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  test.each<[string, Parameters<typeof change>[0], string]>([
    ["somebody uses", { lastUsedAt }, "live"],
    ["nobody has used", {}, "never_used"],
    ["ends within 14 days", { lastUsedAt, createdAt: inDays(-90), expiresAt: inDays(13) }, "expiring"],
  ])("%s", async (_, changes, standing) => {
    api.addToken(integration_id, YEAR);
    change(changes);
    const { state, diagnostics } = await tokenData();
    expect(state).toMatchObject({ state: "live", standing, last_used_at: changes.lastUsedAt ?? null });
    expect(diagnostics).toEqual([]);
  });
});

describe("without a live token it says what became of the newest, and so does the warning", () => {
  test.each<[string, RegExp]>([
    ["expired", /the newest token, \S+, expired at 20\S+, so pushes are refused\. Mint/],
    ["superseded", /the newest token, \S+, is superseded, so pushes are refused/],
    ["revoked", /the newest token, \S+, is revoked, so pushes are refused/],
    ["overlapping", /the token \S+ still opens it until 20\S+\. Mint/],
  ])("%s", async (standing, words) => {
    api.addToken(integration_id, YEAR);
    change({ state: standing });
    const { state, diagnostics } = await tokenData();
    expect(state).toMatchObject({ standing, state: null, token_id: null, last_used_at: null });
    expect(diagnostics).toMatchObject([{ severity: "warning", detail: expect.stringMatching(words) }]);
  });

  test("none: there never was one", async () => {
    const { state, diagnostics } = await tokenData();
    expect(state).toMatchObject({ standing: "none", state: null });
    expect(diagnostics[0]?.detail).toContain("no token was ever minted, so pushes are refused.");
  });
});

test("the data source of all tokens tells each apart", async () => {
  api.addToken(integration_id, YEAR);
  change({ lastUsedAt, state: "expired" });
  for (const _ of ["superseded", "live"]) api.addToken(integration_id, YEAR);
  const { state } = await driver.readData("netfoundry_scim_tokens", { integration_id });
  expect(state?.tokens).toMatchObject([
    { state: "live", standing: "never_used", last_used_at: null },
    { state: "superseded", standing: "superseded", last_used_at: null },
    { state: "expired", standing: "expired", last_used_at: lastUsedAt },
  ]);
});
