import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCertificate } from "../../src/tfplugin/wire/certificate";
import { ZitiController } from "../support/fake-api/ziti-controller";
import { asRunning, onControllers } from "../support/openziti/controllers";
import { rawCalls } from "../support/openziti/raw-calls";
import type { RunningController } from "../support/openziti/running-controller";
import { Workspace } from "../support/served";

jest.setTimeout(240_000);

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

const block = ({ url, username }: Pick<RunningController, "url" | "username">) => `
provider "netfoundry" {
  ca_cert = "ca.pem"
  ziti = {
    controller_url = "${url}"
    username       = "${username}"
  }
}
`;

interface Found {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

/** A controller as an administrator sees it, past the provider. */
async function administrator(controller: RunningController) {
  const { management } = rawCalls(controller);
  const { username, password } = controller;
  const login = { body: JSON.stringify({ username, password }) };
  const signedIn = await management("POST", "/authenticate?method=password", login);
  const { token } = (signedIn.body as { data: { token: string } }).data;
  const call = (method: string, path: string, body?: object) =>
    management(method, path, { session: token, body: body && JSON.stringify(body) });
  return {
    call,
    async list(kind: "auth-policies" | "external-jwt-signers"): Promise<readonly Found[]> {
      return ((await call("GET", `/${kind}`)).body as { data: readonly Found[] }).data;
    },
  };
}

/** A controller has a certificate authority of its own. */
async function startWithTls(): Promise<RunningController> {
  const own = createCertificate();
  const standIn = new ZitiController();
  standIn.emptyBodies = true;
  await standIn.start(own);
  return asRunning(standIn, own.cert);
}

/** Ends all sessions just before the first policy is made. */
function endSessionsOnce(standIn: ZitiController): void {
  standIn.override = ({ method, url }) => {
    if (method !== "POST" || !url.endsWith("/auth-policies")) return null;
    standIn.override = () => null;
    standIn.sessions.clear();
    return null;
  };
}

onControllers((start) => {
  let controller: RunningController;
  let admin: Awaited<ReturnType<typeof administrator>>;
  let space: Workspace;
  beforeAll(async () => {
    controller = await start();
    admin = await administrator(controller);
    space = new Workspace(controller, { ZITI_API_PASSWORD: controller.password }).configure(
      block(controller) + CONFIGURATION,
    );
    writeFileSync(join(space.root, "ca.pem"), controller.ca ?? "");
    await space.init();
  });
  afterAll(() => controller?.stop());

  it("gets a signer and a policy, although a session of the stand-in ends during the apply", async () => {
    const { standIn } = controller;
    if (standIn !== null) endSessionsOnce(standIn);
    const run = await space.apply();
    expect(run.output).not.toContain(controller.password);
    // The session of this test ended as well.
    admin = await administrator(controller);
    expect(await admin.list("external-jwt-signers")).toMatchObject([{ tags: { team: "identity" } }]);
    expect(await admin.list("auth-policies")).toHaveLength(2);
    expect(await space.planCode()).toBe(0);
  });

  it("repairs drift, and creates deleted objects again", async () => {
    const [signer] = await admin.list("external-jwt-signers");
    await admin.call("PATCH", `/external-jwt-signers/${signer?.id}`, { audience: "by hand" });
    for (const { id } of await admin.list("auth-policies")) {
      if (id !== "default") await admin.call("DELETE", `/auth-policies/${id}`);
    }
    const plan = await space.succeed("plan", "-input=false");
    expect(plan.stdout).toContain("Plan: 1 to add, 1 to change, 0 to destroy.");
    await space.apply();
    expect(await space.planCode()).toBe(0);
  });

  it("has no SCIM, and the plan says so before anything is changed", async () => {
    const before = await admin.list("external-jwt-signers");
    space.configure(
      `${block(controller)}${CONFIGURATION}resource "netfoundry_scim_integration" "okta" {
        name = "Okta"
      }`,
    );
    const error = await space.failApply();
    expect(error).toContain("SCIM needs a NetFoundry network");
    expect(error).toMatch(/netfoundry_scim_integration\.okta.*ziti in the provider block.*NF_CLIENT_ID/);
    expect(await admin.list("external-jwt-signers")).toEqual(before);
  });

  it("is configured by the environment alone, and destroy removes everything", async () => {
    const alone = new Workspace(controller, {
      NF_API_URL: "",
      NF_CLIENT_ID: "",
      NF_CLIENT_SECRET: "",
      NF_CA_CERT: join(space.root, "ca.pem"),
      ZITI_API_HOST: controller.url,
      ZITI_API_USERNAME: controller.username,
      ZITI_API_PASSWORD: controller.password,
    });
    const [signer] = await admin.list("external-jwt-signers");
    await alone.configure(CONFIGURATION).init();
    await alone.succeed("import", "-input=false", "netfoundry_jwt_signer.okta", String(signer?.id));
    await alone.succeed("import", "-input=false", "netfoundry_auth_policy.staff", "name:Staff");
    expect(await alone.planCode()).toBe(0);
    const run = await alone.destroy();
    expect(run.words).toContain("Destroy complete! Resources: 2 destroyed.");
    expect(await admin.list("external-jwt-signers")).toEqual([]);
    expect(await admin.list("auth-policies")).toMatchObject([{ id: "default" }]);
  });
}, startWithTls);
