import type { MappingPreview } from "../../../src/contract/gateway/mapping";
import { UNKNOWN } from "../../../src/tfplugin";
import type { FakeApi } from "../../support/fake-api/fake-api";
import { gatewayErrorBody, policyBody, signerBody } from "../../support/fake-api/loopback";
import { connected } from "../support/connected";
import { type Plugin, present } from "../support/plugin";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
  api.policies.set("default", {
    ...policyBody({ id: "default", name: "Default" }),
    id: "default",
    name: "Default",
  });
  api.signers.set("signer-1", { ...signerBody(), id: "signer-1", name: "Okta" });
});
afterEach(() => api.stop());

describe("mapping settings", () => {
  const driver = () => plugin.resource("netfoundry_scim_mapping");

  test("moving them to another integration says that the former one keeps its own", async () => {
    const created = present(await driver().apply({ integration_id: api.addIntegration("Okta").id }, null));
    const other = api.addIntegration("Entra ID").id;
    const { said } = await driver().plan({ integration_id: other }, created);
    expect(said).toMatchObject([{ severity: "warning", summary: "The mapping settings stay as they are" }]);
    expect(said[0]?.detail).toContain(String(created.integration_id));
    expect(said[0]?.detail).toContain(`"Okta" (${created.integration_id}) continues to use them`);
    expect((await driver().plan({ integration_id: UNKNOWN }, created)).said).toMatchObject([
      { summary: "Mapping settings go to a SCIM integration that is not known yet" },
    ]);
  });

  test("the plan warns with the numbers", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    api.preview = {
      identities: 40,
      unchanged: 10,
      renamed: 20,
      rekeyed: 5,
      externalIdLost: 3,
      policyChanged: 7,
      conflicts: 1,
    };
    const { said } = await driver().plan({ ...wanted, identity_name: "nick_name" }, created);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      severity: "warning",
      summary: `1 identity clashes: mapping settings of the SCIM integration "Okta" (${wanted.integration_id})`,
    });
    const [beginning, ...lines] = (said[0]?.detail ?? "").split("\n");
    expect(beginning).toBe("The new mapping settings change 30 of 40 identities.");
    expect(lines.map((line) => /^- (.*? identit\w+ \w+)/.exec(line)?.[1])).toEqual([
      "1 identity clashes",
      "3 identities lose",
      "3 identities lose",
      "5 identities get",
      "7 identities get",
      "20 identities are",
      undefined,
    ]);
  });

  test.each<[string, Partial<MappingPreview>]>([
    ["1 identity clashes", { conflicts: 1, externalIdLost: 1, renamed: 1 }],
    ["1 identity loses sign-in", { externalIdLost: 1, rekeyed: 1, renamed: 1 }],
    ["1 identity gets another external ID", { rekeyed: 1, policyChanged: 1, renamed: 1 }],
    ["1 identity gets another auth policy", { policyChanged: 1, renamed: 1 }],
    ["1 identity is renamed", { renamed: 1 }],
  ])("the summary names the gravest effect: %s", async (summary, preview) => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    api.preview = { identities: 1, unchanged: 0, ...preview };
    const { said } = await driver().plan({ ...wanted, identity_name: "nick_name" }, created);
    expect(said.map((one) => one.summary.split(":")[0])).toEqual([summary]);
  });

  test("settings that are known only after apply may lock people out, and the plan says so", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    const { said } = await driver().plan({ ...wanted, external_id: UNKNOWN }, created);
    expect(said).toMatchObject([{ severity: "warning" }]);
    expect(said[0]?.summary).toContain("Whether identities lose sign-in is not known: mapping settings");
  });

  test("an integration that the plan may replace is named with its people", async () => {
    const integration_id = api.addIntegration("Okta").id;
    const created = present(await driver().apply({ integration_id }, null));
    api.identityCount = () => 12;
    const { said } = await driver().plan({ integration_id: UNKNOWN }, created);
    expect(said).toMatchObject([{ severity: "warning" }]);
    expect(said[0]?.detail).toContain(
      `"Okta" (${integration_id}), which may itself be replaced. It has 12 identities.`,
    );
  });

  test("identity_name_conflict is sent and read back", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id, identity_name_conflict: "user_name" };
    const created = present(await driver().apply(wanted, null));
    expect(created).toMatchObject({ identity_name_conflict: "user_name" });
    expect(api.bodies("PUT", "/mapping")).toMatchObject([{ identityNameConflict: "userName" }]);
    expect(present(await driver().read(created))).toEqual(created);
    const reset = await driver().apply({ integration_id: wanted.integration_id }, created);
    expect(reset.state).toMatchObject({ identity_name_conflict: "refuse" });
  });

  test("nothing is asked for and nothing said when nothing changes", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    const before = api.calls.length;
    expect((await driver().plan(wanted, created)).said).toEqual([]);
    expect(api.calls).toHaveLength(before);
  });

  test("a preview that fails leaves the plan standing", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    api.override = ({ url }) => (url.endsWith("/preview") ? { status: 500 } : null);
    const { state, said } = await driver().plan({ ...wanted, identity_name: "nick_name" }, created);
    expect(state).toMatchObject({ identity_name: "nick_name" });
    expect(said.map(({ severity }) => severity)).toEqual(["warning"]);
  });

  test("an auth policy that does not exist is named at its attribute", async () => {
    const integration_id = api.addIntegration("Okta").id;
    const fieldErrors = [{ field: "authPolicyId", reason: 'names no auth policy of the network: "nope"' }];
    api.override = ({ method }) =>
      method === "PUT" ? { status: 400, body: gatewayErrorBody(400, "BAD_REQUEST", [], fieldErrors) } : null;
    const { said } = await driver().apply({ integration_id, auth_policy_id: "nope" }, null);
    expect(said[0]).toMatchObject({ severity: "error", attribute: "auth_policy_id" });
    expect(said[0]?.detail).toContain('"nope"');
  });

  test("an integration that does not exist is named at its attribute", async () => {
    const { said } = await driver().apply({ integration_id: "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21" }, null);
    expect(said[0]).toMatchObject({ severity: "error", attribute: "integration_id" });
  });

  test("destroy leaves the settings, and the plan says so", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id, identity_name: "nick_name" };
    const created = present(await driver().apply(wanted, null));
    expect((await driver().plan(null, created)).said[0]?.summary).toBe(
      "The mapping settings stay as they are",
    );
    await driver().apply(null, created);
    expect(api.integrations.get(wanted.integration_id)?.mapping.identityNameField).toBe("NICK_NAME");
  });

  test("destroy sets them back when it is told to", async () => {
    const wanted = {
      integration_id: api.addIntegration("Okta").id,
      identity_name: "nick_name",
      reset_on_destroy: true,
    };
    const created = present(await driver().apply(wanted, null));
    expect((await driver().plan(null, created)).said).toEqual([]);
    await driver().apply(null, created);
    expect(api.integrations.get(wanted.integration_id)?.mapping.identityNameField).toBe("USER_NAME");
  });

  test("the plan of a destroy that sets them back warns with the numbers of the defaults", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id, external_id: { source: "user_name" } };
    const created = present(await driver().apply({ ...wanted, reset_on_destroy: true }, null));
    api.preview = { identities: 4, unchanged: 1, externalIdLost: 3 };
    const { said } = await driver().plan(null, created);
    expect(said).toMatchObject([
      { severity: "warning", summary: expect.stringMatching(/^3 identities lose sign-in: mapping settings/) },
    ]);
    expect(said[0]?.detail).toContain("Resetting the mapping settings changes 3 of 4 identities.");
    expect(said[0]?.detail).toContain("3 identities lose their external ID");
    expect(api.bodies("POST", "/preview").at(-1)).toMatchObject({ externalIdField: "NONE" });
  });
});
