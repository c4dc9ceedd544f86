import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { PASSWORD, USERNAME, ZitiController } from "../support/fake-api/ziti-controller";
import { Workspace } from "../support/served";

jest.setTimeout(120_000);

const CONFIGURATION = `
resource "netfoundry_jwt_signer" "okta" {
  name          = "Okta"
  issuer        = "https://example.okta.com"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.okta.com/keys"
  tags          = { team = "identity" }
}
resource "netfoundry_auth_policy" "staff" {
  name    = "Staff"
  primary = {
    ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] }
    updb    = { allowed = true, min_password_length = 12 }
  }
}
`;

const block = (url: string) => `
provider "netfoundry" {
  ca_cert = "ca.pem"
  ziti = {
    controller_url = "${url}"
    username       = "${USERNAME}"
  }
}
`;

describe("a plain OpenZiti controller with a certificate authority of its own", () => {
  const controller = new ZitiController();
  let space: Workspace;
  beforeAll(async () => {
    const own = createCertificate();
    controller.emptyBodies = true;
    await controller.start(own);
    space = new Workspace(controller, { ZITI_API_PASSWORD: PASSWORD }).configure(
      block(controller.url) + CONFIGURATION,
    );
    writeFileSync(join(space.root, "ca.pem"), own.cert);
    await space.init();
  });
  afterAll(() => controller.stop());

  it("gets a signer and a policy, although its session ends during the apply", async () => {
    let ended = false;
    controller.override = ({ method, url }) => {
      if (!ended && method === "POST" && url.endsWith("/auth-policies")) {
        ended = true;
        controller.sessions.clear();
      }
      return null;
    };
    const run = await space.apply();
    expect(ended).toBe(true);
    expect(run.output).not.toContain(PASSWORD);
    expect([...controller.signers.values()]).toMatchObject([{ tags: { team: "identity" } }]);
    expect(controller.policies.size).toBe(2);
    expect(await space.planCode()).toBe(0);
  });

  it("repairs drift, and creates deleted objects again", async () => {
    const [signer] = controller.signers.values();
    if (signer !== undefined) controller.signers.set(signer.id, { ...signer, audience: "by hand" });
    for (const id of controller.policies.keys()) if (id !== "default") controller.policies.delete(id);
    const plan = await space.succeed("plan", "-input=false");
    expect(plan.stdout).toContain("Plan: 1 to add, 1 to change, 0 to destroy.");
    await space.apply();
    expect(await space.planCode()).toBe(0);
  });

  it("has no SCIM, and the plan says so before anything is changed", async () => {
    const before = controller.received.filter(({ method }) => method !== "GET").length;
    space.configure(
      `${block(controller.url)}${CONFIGURATION}resource "netfoundry_scim_integration" "okta" {
        name = "Okta"
      }`,
    );
    const error = await space.failApply();
    expect(error).toContain("SCIM needs a NetFoundry network");
    expect(error).toMatch(/netfoundry_scim_integration\.okta.*ziti in the provider block.*NF_CLIENT_ID/);
    const writes = controller.received.filter(({ method }) => method !== "GET").slice(before);
    expect(writes.map(({ url }) => url.split("/").at(-1))).toEqual(["authenticate?method=password"]);
  });

  it("is configured by the environment alone, and destroy removes everything", async () => {
    const alone = new Workspace(controller, {
      NF_API_URL: "",
      NF_CLIENT_ID: "",
      NF_CLIENT_SECRET: "",
      NF_CA_CERT: join(space.root, "ca.pem"),
      ZITI_API_HOST: controller.url,
      ZITI_API_USERNAME: USERNAME,
      ZITI_API_PASSWORD: PASSWORD,
    });
    const [signer] = controller.signers.keys();
    await alone.configure(CONFIGURATION).init();
    await alone.succeed("import", "-input=false", "netfoundry_jwt_signer.okta", String(signer));
    await alone.succeed("import", "-input=false", "netfoundry_auth_policy.staff", "name:Staff");
    expect(await alone.planCode()).toBe(0);
    const run = await alone.destroy();
    expect(run.words).toContain("Destroy complete! Resources: 2 destroyed.");
    expect([controller.signers.size, controller.policies.size]).toEqual([0, 1]);
  });
});
