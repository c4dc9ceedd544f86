import { netfoundry } from "../../../../src/provider/provider";
import { createDriver, type Driver, UNKNOWN } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";

type Given = Readonly<Record<string, unknown>>;

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

const endless = (more: Given = {}) => ({ integration_id, lifetime: "never", ...more });

const warnings = async (config: Given, prior: Given | null = null) =>
  (await driver.plan(SLOT, config, prior)).diagnostics.filter(({ path }) => path[0] === "lifetime");

describe('lifetime = "never"', () => {
  test("asks for a token without an end, and gets one that is never due", async () => {
    const { state } = await driver.apply(SLOT, endless());
    expect(api.bodies("POST", "/tokens")).toMatchObject([{ lifetimeSeconds: null }]);
    expect(state).toMatchObject({ lifetime: "never", expires_at: null, rotate_after: null });
    const read = await driver.read(SLOT, state ?? {});
    expect(read).toMatchObject({ state, diagnostics: [] });
    expect(await driver.plan(SLOT, endless(), read.state)).toMatchObject({ planned: state, diagnostics: [] });
  });

  test("is warned of by every plan that mints such a token", async () => {
    const triggered = (release: string) => endless({ rotation_triggers: { release } });
    expect(await warnings(triggered("1"))).toMatchObject([{ severity: "warning" }]);
    const { state } = await driver.apply(SLOT, triggered("1"));
    const [said] = await warnings(triggered("2"), state);
    expect(said?.summary).toBe("The next auth token never ends");
    expect(said?.detail).toContain(`SCIM integration "Okta" (${integration_id}): `);
    expect(await warnings(endless({ integration_id: UNKNOWN }))).toHaveLength(1);
  });

  test("is warned of when it comes to a slot, before the rotation that it takes effect with", async () => {
    const { state } = await driver.apply(SLOT, { integration_id });
    expect(await warnings(endless(), state)).toHaveLength(1);
    const { state: changed } = await driver.apply(SLOT, endless(), state);
    expect(changed).toMatchObject({ generation: 1, expires_at: state?.expires_at });
    expect(await warnings(endless(), changed)).toEqual([]);
  });

  test("does not go with rotate_before, but with triggers and an overlap", async () => {
    const { diagnostics } = await driver.validate(SLOT, endless({ rotate_before: "30d" }));
    expect(diagnostics).toMatchObject([{ severity: "error", path: ["rotate_before"] }]);
    expect(diagnostics[0]?.detail).toContain("rotation_triggers rotate it all the same");
    const fine = { rotation_triggers: { release: "1" }, overlap: "4h" };
    expect((await driver.validate(SLOT, endless(fine))).diagnostics).toEqual([]);
  });

  test("is what the import of a token without an end gives", async () => {
    api.addToken(integration_id, null);
    const { state } = await driver.import(SLOT, integration_id);
    expect(state).toMatchObject({ lifetime: "never", expires_at: null });
    expect((await driver.plan(SLOT, endless(), state)).planned).toEqual(state);
  });

  test.each(["Never", "forever", "", "0s"])("is the only word: %j is refused", async (lifetime) => {
    const { diagnostics } = await driver.validate(SLOT, { integration_id, lifetime });
    expect(diagnostics[0]?.detail).toContain("(units w, d, h, m, s), or never");
  });
});
