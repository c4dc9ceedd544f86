import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { requireBuild } from "../../support/installed-provider";
import { onControllers } from "../../support/openziti/controllers";
import { rawCalls } from "../../support/openziti/raw-calls";
import type { RunningController } from "../../support/openziti/running-controller";
import { temporaryFolder } from "../../support/temporary-folder";

jest.setTimeout(180_000);

const SCRIPT = join(__dirname, "../../../examples/openziti/first-sign-in.mjs");

onControllers((start) => {
  let controller: RunningController;
  beforeAll(async () => {
    requireBuild();
    controller = await start();
  });
  afterAll(() => controller.stop());

  test("a person who was pushed signs in, and nothing of it stays at the controller", async () => {
    const { stdout } = await run(controller, controller.password);
    expect(stdout.trimEnd().split("\n")).toEqual([
      "Start a gateway to the controller",
      `  ${controller.url}`,
      "Make a JWT signer at the controller, through the gateway",
      expect.stringMatching(/^ {2}issuer https:\/\/first-sign-in\.example\/\w+$/),
      "Make an auth policy that lets in who comes with a token of that signer",
      "Make a SCIM integration",
      "  the e-mail address becomes the external ID of the identity",
      "Push a person, as Okta does",
      expect.stringMatching(/^ {2}ada\.\w+@example\.com$/),
      "The controller has her identity: delivered",
      expect.stringMatching(/^ {2}\S+$/),
      "Ask the gateway whether her token would sign her in",
      "The check says: accepted",
      "Sign her in at the controller",
      "  authenticate?method=ext-jwt",
      expect.stringMatching(/^ada\.\w+@example\.com is signed in at the controller$/),
      "Take away what this script made",
    ]);
    expect(await remains(controller)).toEqual([]);
  });

  test("a wrong password is said, without the password", async () => {
    const failure = await run(controller, "planted-wrong-password").catch((error: unknown) => error);
    const { stderr, code } = failure as { readonly stderr: string; readonly code: number };
    expect(code).toBe(1);
    expect(stderr).toContain("the server cannot start");
    expect(stderr).toContain("ZITI_API_PASSWORD");
    expect(stderr).not.toContain("planted-wrong-password");
  });
});

function run({ url, ca, username }: RunningController, password: string) {
  const caFile = join(temporaryFolder(), "ca.pem");
  if (ca !== undefined) writeFileSync(caFile, ca);
  const { PATH, HOME } = process.env;
  const account = { ZITI_API_HOST: url, ZITI_API_USERNAME: username, ZITI_API_PASSWORD: password };
  const env = { PATH, HOME, ...account, ...(ca !== undefined && { NF_CA_CERT: caFile }) };
  return promisify(execFile)(process.execPath, [SCRIPT], { env, timeout: 120_000 });
}

/** The names of what the script left at the controller. */
async function remains(controller: RunningController): Promise<readonly string[]> {
  const { management } = rawCalls(controller);
  const { username, password } = controller;
  const body = JSON.stringify({ username, password });
  const signedIn = await management("POST", "/authenticate?method=password", { body });
  const session = (signedIn.body as { data: { token: string } }).data.token;
  const kinds = ["identities", "auth-policies", "external-jwt-signers"];
  const lists = await Promise.all(kinds.map((kind) => management("GET", `/${kind}?limit=500`, { session })));
  const names = lists.flatMap((list) => (list.body as { data: { name: string }[] }).data);
  return names.map(({ name }) => name).filter((name) => /^(ada\.|First sign-in)/.test(name));
}
