import { netfoundry } from "../../src/provider/provider";
import { createDriver, type Driver } from "../../src/tfplugin";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";

let api: FakeApi;
let driver: Driver;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = createDriver(netfoundry);
  await driver.configure(blockFor(api));
});
afterEach(() => api.stop());

describe("resource identity", () => {
  test("what is listed is what an import by its identity reads", async () => {
    const { id } = api.addIntegration("Okta");
    api.addToken(id);
    await driver.apply("netfoundry_auth_policy", { name: "Staff" });
    await driver.apply("netfoundry_jwt_signer", {
      name: "Okta",
      issuer: "https://example.okta.com",
      audience: "netfoundry",
      jwks_endpoint: "https://example.okta.com/keys",
    });
    for (const type of Object.keys(netfoundry.resources)) {
      const { found, diagnostics } = await driver.list(type, {});
      expect({ type, diagnostics, count: found.length }).toEqual({ type, diagnostics: [], count: 1 });
      const [listed] = found;
      if (!listed?.identity) throw new Error(`${type} was listed without an identity`);
      const imported = await driver.import(type, { identity: listed.identity });
      expect({ type, diagnostics: imported.diagnostics, state: imported.state }).toEqual({
        type,
        diagnostics: [],
        state: listed.state,
      });
    }
  });

  test("an integration without a live token has no slot to import", async () => {
    api.addIntegration("Okta");
    expect((await driver.list("netfoundry_scim_token", {})).found).toEqual([]);
    expect((await driver.list("netfoundry_scim_integration", {})).found).toHaveLength(1);
  });
});
