/** The real terraform on a gateway: what it applies is at the controller. */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptNetwork } from "../../src/adopt/adopt-network";
import { hclFiles } from "../../src/adopt/hcl/hcl-files";
import { EVERYTHING } from "../../src/adopt/selection";
import { netfoundry } from "../../src/provider/provider";
import type { Report } from "../../src/review/report/report";
import { createDriver } from "../../src/tfplugin";
import { ended } from "../../src/tfplugin/testing/terraform/run";
import { changed } from "../review/goldens/configuration";
import { pushPeople } from "../review/goldens/push-people";
import { CLI, requireBuild } from "../support/installed-provider";
import { onControllers } from "../support/openziti/controllers";
import { rawCalls } from "../support/openziti/raw-calls";
import type { RunningController } from "../support/openziti/running-controller";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(240_000);

const PEOPLE = 3;
const INTEGRATION = 'resource "netfoundry_scim_integration" "okta" {';
const WITH_PEOPLE = [INTEGRATION, `${INTEGRATION}\n  identities_on_destroy = "delete"`] as const;
const CONFIGURATION = changed(WITH_PEOPLE);

onControllers((start) => {
  const stage = new Stage();
  let controller: RunningController;
  let space: TerraformFolder;
  beforeAll(async () => {
    requireBuild();
    controller = await start();
    const { url, ca, username, password } = controller;
    const account = { username, password, ...(ca !== undefined && { caCert: ca }) };
    await stage.open({ controller: { controllerUrl: url, ...account, deliveryWaitMs: 30_000 } });
    space = await stage.space().configure(CONFIGURATION).init();
  });
  afterAll(async () => {
    await stage.close();
    await controller?.stop();
  });

  /** The names of what the controller has, past the server. */
  async function namesThere(kind: string): Promise<readonly string[]> {
    const { management } = rawCalls(controller);
    const { username, password } = controller;
    const login = { body: JSON.stringify({ username, password }) };
    const signedIn = await management("POST", "/authenticate?method=password", login);
    const { token } = (signedIn.body as { data: { token: string } }).data;
    const { body } = await management("GET", `/${kind}?limit=100`, { session: token });
    return (body as { data: readonly { name: string }[] }).data.map(({ name }) => name);
  }

  it("makes signer, policy, integration, mapping and token, and then plans nothing", async () => {
    await space.apply();
    expect(await namesThere("external-jwt-signers")).toContain("Okta");
    expect(await namesThere("auth-policies")).toContain("Staff");
    expect(await space.planCode()).toBe(0);
  });

  it("plans nothing after people were pushed, who are identities of the controller", async () => {
    await pushPeople(stage, space, PEOPLE);
    expect(await namesThere("identities")).toContain("person-01@example.com");
    expect(await space.planCode()).toBe(0);
  });

  it("lets a review count the people whom a plan locks out", async () => {
    space.configure(changed(WITH_PEOPLE, ["ext_jwt = { allowed = true,", "ext_jwt = { allowed = false,"]));
    await space.succeed("plan", "-input=false", "-out=saved");
    const plan = join(space.root, "plan.json");
    writeFileSync(plan, (await space.succeed("show", "-json", "saved")).stdout);
    const cwd = join(space.root, "empty");
    mkdirSync(cwd);
    const { code, stdout, output } = await ended(
      spawn(process.execPath, [CLI, "review", plan, "--live", "--format", "json"], {
        cwd,
        env: { PATH: process.env.PATH, NF_MAX_RETRIES: "0", ...stage.environment },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    if (stdout === "") throw new Error(output);
    expect(code).toBe(3);
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: "blocked", counts: { people: PEOPLE, of: PEOPLE } }),
    );
    space.configure(CONFIGURATION);
  });

  it("is adopted as configuration that plans imports only", async () => {
    Object.assign(process.env, stage.environment);
    const driver = createDriver(netfoundry);
    await driver.configure({});
    const network = await adoptNetwork({ driver, target: "network", selection: EVERYTHING });
    expect(network.leftOut).toEqual([]);
    const adopted = stage.emptySpace();
    for (const { name, content } of hclFiles(network, false))
      writeFileSync(join(adopted.root, name), content);
    const changes = await adopted.planned();
    expect(changes.filter(({ change }) => change.actions.join() !== "no-op")).toEqual([]);
    expect(changes.filter(({ change }) => "importing" in change).length).toBeGreaterThanOrEqual(5);
  });

  it("removes what it made, in a second run when people still had the policy in the first", async () => {
    const first = await space.terraform("destroy", "-auto-approve", "-input=false");
    if (first.code !== 0) expect(first.stderr).toContain('The auth policy "Staff" is in use');
    const people = async () => (await namesThere("identities")).filter((name) => name.startsWith("person-"));
    // A gateway answers the end of an integration on commit, and the controller deletes its people after
    // that.
    for (const end = Date.now() + 20_000; (await people()).length > 0 && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await people()).toEqual([]);
    await space.destroy();
    expect(await namesThere("external-jwt-signers")).not.toContain("Okta");
    expect(await namesThere("auth-policies")).not.toContain("Staff");
  });
});
