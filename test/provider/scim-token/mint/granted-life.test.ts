import { netfoundry } from "../../../../src/provider/provider";
import { createDriver, type Driver } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const HOUR = 3600;

let api: FakeApi;
let driver: Driver;
let config: Readonly<Record<string, unknown>>;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
  config = { integration_id: api.addIntegration("Okta").id, rotate_before: "30d" };
});
afterEach(() => api.stop());

const lead = ({ created_at, rotate_after }: Readonly<Record<string, unknown>>) =>
  (Date.parse(String(rotate_after)) - Date.parse(String(created_at))) / 1000;

describe("a server that grants less than rotate_before", () => {
  test("is warned of once, at the mint, and the token is due after two thirds of its life", async () => {
    api.grantedSeconds = 24 * HOUR;
    const { state, diagnostics } = await driver.apply(SLOT, config);
    expect(diagnostics).toMatchObject([{ severity: "warning", path: ["rotate_before"] }]);
    expect(diagnostics[0]?.detail).toContain("the server gave the token 24h, and rotate_before is 30d");
    expect(diagnostics[0]?.detail).toContain(String(state?.rotate_after));
    expect(lead(state ?? {})).toBe(16 * HOUR);
  });

  test("does not have its token rotated in the next run", async () => {
    api.grantedSeconds = 24 * HOUR;
    const { state } = await driver.apply(SLOT, config);
    const read = await driver.read(SLOT, state ?? {});
    expect(read).toMatchObject({ state, diagnostics: [] });
    expect(await driver.plan(SLOT, config, read.state)).toMatchObject({ planned: state, diagnostics: [] });
  });

  test("has it rotated once two thirds have passed, with one warning of each kind", async () => {
    api.grantedSeconds = 24 * HOUR;
    const { state } = await driver.apply(SLOT, config);
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR * 1000).toISOString();
    const [token] = api.tokens.get(String(config.integration_id)) ?? [];
    const aged = { createdAt: hoursAgo(17), expiresAt: hoursAgo(-7) };
    api.changeToken(String(config.integration_id), String(token?.id), aged);
    const due = await driver.read(SLOT, { ...state, created_at: aged.createdAt });
    expect(due.state).toMatchObject({ status: "live", rotation_due: true });
    const rotated = await driver.apply(SLOT, config, due.state);
    expect(rotated.state).toMatchObject({ generation: 2, rotation_due: false });
    expect(rotated.diagnostics.map(({ summary }) => summary)).toEqual([
      "An auth token will be rotated, and the old one ends at once",
      "An auth token does not outlive rotate_before",
    ]);
  });

  test("is no matter where rotate_before still fits", async () => {
    api.grantedSeconds = 31 * 24 * HOUR;
    const { state, diagnostics } = await driver.apply(SLOT, config);
    expect([diagnostics, lead(state ?? {})]).toEqual([[], 24 * HOUR]);
  });

  test("is warned of when rotate_before becomes longer than the life", async () => {
    api.grantedSeconds = 24 * HOUR;
    const { state } = await driver.apply(SLOT, { ...config, rotate_before: "1h" });
    const { state: timed, diagnostics } = await driver.apply(SLOT, config, state);
    expect(diagnostics).toMatchObject([{ severity: "warning", path: ["rotate_before"] }]);
    expect([timed?.generation, timed?.rotation_due, lead(timed ?? {})]).toEqual([1, false, 16 * HOUR]);
  });
});

describe("a date that means none", () => {
  const never = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T00:00:00.000+00:00"];

  test.each(never)("%s as the end of a token means that it never ends", async (expiresAt) => {
    api.override = ({ method, url }) =>
      method === "POST" && url.endsWith("/tokens")
        ? { status: 201, body: { ...token(), expiresAt, token: "secret" } }
        : null;
    const { state, diagnostics } = await driver.apply(SLOT, config);
    expect(diagnostics).toEqual([]);
    expect(state).toMatchObject({ expires_at: null, rotate_after: null, rotation_due: false });
    api.override = () => null;
    api.changeToken(String(config.integration_id), String(state?.token_id), { expiresAt });
    const read = await driver.read(SLOT, state ?? {});
    expect(read.state).toMatchObject({ status: "live", expires_at: null, rotation_due: false });
    expect(await driver.plan(SLOT, config, read.state)).toMatchObject({ planned: state, diagnostics: [] });
  });

  test("an integration says null for it too", async () => {
    const zero = "0001-01-01T00:00:00Z";
    const { id } = api.addIntegration("Entra ID", { tokenExpiresAt: zero });
    const { state } = await driver.readData("netfoundry_scim_integration", { id });
    expect(state).toMatchObject({ token_expires_at: null });
  });

  test("a token of year 1 was never used, and its overlap has no end", async () => {
    const zero = "0001-01-01T00:00:00Z";
    const { id } = token();
    const unused = { lastUsedAt: zero, overlapEndsAt: zero, expiresAt: zero };
    api.changeToken(String(config.integration_id), id, unused);
    const { state } = await driver.readData(SLOT, { integration_id: config.integration_id });
    expect(state).toMatchObject({ last_used_at: null, overlap_ends_at: null, expires_at: null });
  });

  const token = () => api.addToken(String(config.integration_id));
});
