import { UNKNOWN } from "../../../src/tfplugin";
import type { FakeApi } from "../../support/fake-api/fake-api";
import { connected } from "../support/connected";
import { type Plugin, present } from "../support/plugin";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

describe("integrations", () => {
  const driver = () => plugin.resource("netfoundry_scim_integration");

  test("a rename keeps what the plan promised although a sibling minted a token meanwhile", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const integration = api.integrations.get(String(created.id));
    if (integration) api.integrations.set(integration.id, { ...integration, hasAuthToken: true });
    const updated = await driver().apply({ name: "Okta 2" }, created);
    expect(updated.said).toEqual([]);
    expect(updated.state).toMatchObject({ has_auth_token: false });
    expect(present(await driver().read(present(updated)))).toMatchObject({ has_auth_token: true });
  });

  test("adopt_identities is sent, changes in place and makes updated_at unknown", async () => {
    const created = present(await driver().apply({ name: "Okta", adopt_identities: "external_id" }, null));
    expect(created).toMatchObject({ adopt_identities: "external_id" });
    expect(api.bodies("POST", "/integrations")).toMatchObject([{ adoptIdentities: "externalId" }]);
    const planned = await driver().plan({ name: "Okta", adopt_identities: "name" }, created);
    expect([planned.replaced, String(planned.state?.updated_at)]).toEqual([[], "(known after apply)"]);
    const updated = await driver().apply({ name: "Okta", adopt_identities: "name" }, created);
    expect(updated.state).toMatchObject({ adopt_identities: "name" });
    const reset = await driver().apply({ name: "Okta" }, present(updated));
    expect(reset.state).toMatchObject({ adopt_identities: "never" });
  });

  test("only a rename makes updated_at unknown", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const fate = await driver().plan({ name: "Okta", identities_on_destroy: "delete" }, created);
    expect(fate.state).toEqual({ ...created, identities_on_destroy: "delete" });
    const renamed = await driver().plan({ name: "Entra" }, created);
    expect(String(renamed.state?.updated_at)).toBe("(known after apply)");
  });

  test("a name that is taken explains the import", async () => {
    const taken = api.addIntegration("Okta");
    const { state, said } = await driver().apply({ name: "Okta" }, null);
    expect(state).toBeNull();
    expect(said[0]).toMatchObject({
      attribute: "name",
      summary: 'The SCIM integration "Okta" exists already',
    });
    expect(said[0]?.detail).toContain(`terraform import netfoundry_scim_integration.<name> ${taken.id}`);
  });

  test("two of the same name cannot be imported by it", async () => {
    const ids = [api.addIntegration("Okta").id, api.addIntegration("Okta").id];
    const { said } = await driver().import("name:Okta");
    expect(said[0]?.detail).toContain(ids.join(", "));
  });

  test("another network replaces it", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const moved = await driver().plan(
      { name: "Okta", network_id: "11111111-1111-4111-8111-111111111111" },
      created,
    );
    expect(moved.replaced).toEqual(["network_id"]);
  });

  test("destroying it with its identities says how many", async () => {
    const created = present(await driver().apply({ name: "Okta", identities_on_destroy: "delete" }, null));
    api.identityCount = (filter) => (filter === `tags.scimIntegrationId = "${created.id}"` ? 12 : 0);
    const { said } = await driver().plan(null, created);
    expect(said[0]).toMatchObject({ severity: "warning" });
    expect(said[0]?.summary).toContain("deletes its 12 identities");
  });

  test("replacing it with its identities says so too", async () => {
    const wanted = { name: "Okta", identities_on_destroy: "delete" };
    const created = present(await driver().apply(wanted, null));
    api.identityCount = (filter) => (filter === `tags.scimIntegrationId = "${created.id}"` ? 12 : 0);
    for (const network_id of ["another network", UNKNOWN]) {
      const { said } = await driver().plan({ ...wanted, network_id }, created);
      expect(said[0]?.summary).toContain("deletes its 12 identities");
    }
    expect((await driver().plan({ ...wanted, name: "Okta 2" }, created)).said).toEqual([]);
  });
});
