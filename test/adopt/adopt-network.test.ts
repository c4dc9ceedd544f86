import { adoptNetwork } from "../../src/adopt/adopt-network";
import { hclFiles } from "../../src/adopt/hcl/hcl-files";
import { EVERYTHING, parsePattern } from "../../src/adopt/selection";
import { typescriptFiles } from "../../src/adopt/typescript/typescript-files";
import { netfoundry } from "../../src/provider/provider";
import { createDriver } from "../../src/tfplugin";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";
import { PASSWORD, USERNAME, ZitiController } from "../support/fake-api/ziti-controller";

describe("a NetFoundry network", () => {
  let api: FakeApi;
  const driver = createDriver(netfoundry);
  beforeAll(async () => {
    api = new FakeApi();
    await api.start();
    await driver.configure(blockFor(api));
    api.addIntegration("Okta");
    api.addIntegration("line\none");
  });
  afterAll(() => api.stop());

  const adopted = (only: readonly string[] = [], exclude: readonly string[] = []) =>
    adoptNetwork({
      driver,
      target: "network",
      selection: { only: only.map(parsePattern), exclude: exclude.map(parsePattern) },
    });

  it("comes with the mapping of each integration, and no default policy", async () => {
    const { integrations, policies } = await adopted();
    expect(policies).toEqual([]);
    expect(integrations.map(({ label, mapping }) => [label, mapping !== null])).toEqual([
      ["okta", true],
      ["line_one", true],
    ]);
  });

  it("--exclude mappings leaves out the mappings alone", async () => {
    const { integrations } = await adopted(["Okta"], ["mappings"]);
    expect(integrations.map(({ label, mapping }) => [label, mapping])).toEqual([["okta", null]]);
  });

  it("a pattern that matches nothing is an error that names what there is, on one line", async () => {
    await expect(adopted(["Otka"])).rejects.toThrow(
      '--only Otka matches nothing. There are "Okta", "line\\none".',
    );
  });

  it("an integration that is left out says that its parts stay outside with it", async () => {
    const { id } = api.addIntegration(" ");
    api.addToken(id);
    const { leftOut } = await adopted(["integrations"]);
    expect(leftOut.filter((one) => one.kind === "integration")).toMatchObject([
      {
        id,
        reason: expect.stringMatching(/; its mapping settings and its auth token stay outside with it$/),
      },
    ]);
    api.integrations.delete(id);
  });

  it("without anything to adopt it says so", async () => {
    await expect(adopted([], ["*"])).rejects.toThrow("There is nothing to adopt");
  });
});

describe("a plain OpenZiti controller", () => {
  const controller = new ZitiController();
  beforeAll(() => controller.start());
  afterAll(() => controller.stop());

  it("gives its policies and signers, and leaves out what no configuration can describe", async () => {
    const driver = createDriver(netfoundry);
    const ziti = { controller_url: controller.url, username: USERNAME, password: PASSWORD };
    await driver.configure({ ziti });
    const signer = { name: "Okta", issuer: "https://a", audience: "b", jwks_endpoint: "https://a/keys" };
    const made = await driver.apply("netfoundry_jwt_signer", signer);
    await driver.apply("netfoundry_auth_policy", {
      name: "Staff",
      primary: { ext_jwt: { allowed: true, allowed_signer_ids: [made.state?.id] } },
    });
    await driver.apply("netfoundry_jwt_signer", { ...signer, name: "Old", issuer: "https://old" });
    const [id, old] = [...controller.signers].find(([, { name }]) => name === "Old") ?? [];
    if (id !== undefined && old !== undefined) controller.signers.set(id, { ...old, audience: "" });
    const fresh = createDriver(netfoundry);
    await fresh.configure({ ziti });
    const network = await adoptNetwork({ driver: fresh, target: "controller", selection: EVERYTHING });
    expect(network.leftOut).toMatchObject([{ kind: "signer", name: "Old" }]);
    const files = Object.fromEntries(hclFiles(network, false).map(({ name, content }) => [name, content]));
    expect(Object.keys(files)).toEqual(["terraform.tf", "jwt_signers.tf", "auth_policies.tf", "imports.tf"]);
    expect(files["terraform.tf"]).toContain(`ziti = { controller_url = "${controller.url}" }`);
    expect(files["auth_policies.tf"]).toContain("allowed_signer_ids = [netfoundry_jwt_signer.okta.id]");
    const app = typescriptFiles(network, false);
    const main = app.find(({ name }) => name === "main.ts")?.content;
    expect(main).toContain(`"netfoundry", { zitiControllerUrl: "${controller.url}" });`);
    expect(JSON.stringify([files, app])).not.toContain(PASSWORD);
  });
});
