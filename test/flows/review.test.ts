import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../src/review/report/report";
import { ended } from "../../src/tfplugin/testing/terraform/run";
import { BASE, changed } from "../review/goldens/configuration";
import { pushPeople } from "../review/goldens/push-people";
import { CLI } from "../support/installed-provider";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const PEOPLE = 25;
const ALLOWED = "ext_jwt = { allowed = true,";
const AUDIENCE = 'audience        = "netfoundry"';
const POLICY = "netfoundry_auth_policy.staff";
const SIGNER = "netfoundry_jwt_signer.okta";

/** A review of a saved plan, by the built command. */
interface Reviewed {
  readonly code: number | null;
  readonly report: Report;
}

describe(`with ${PEOPLE} people who sign in`, () => {
  const stage = new Stage();
  let space: TerraformFolder;
  beforeAll(async () => {
    await stage.open();
    space = await stage.space().configure(BASE).init();
    await space.apply();
    await pushPeople(stage, space, PEOPLE);
  });
  afterAll(() => stage.close());

  /** Runs the built command in an empty folder, with the provider's environment variables. */
  async function cli(environment: NodeJS.ProcessEnv, ...args: readonly string[]) {
    const cwd = join(space.root, "empty");
    mkdirSync(cwd, { recursive: true });
    const env = {
      PATH: process.env.PATH,
      NF_API_URL: stage.gate.url,
      NF_CLIENT_ID: CLIENT_ID,
      NF_CLIENT_SECRET: CLIENT_SECRET,
      NF_MAX_RETRIES: "0",
      ...environment,
    };
    return ended(spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] }));
  }

  async function reviewed(configuration: string, ...planArguments: readonly string[]): Promise<Reviewed> {
    space.configure(configuration);
    await space.succeed("plan", "-input=false", "-out=saved", ...planArguments);
    const plan = join(space.root, "plan.json");
    writeFileSync(plan, (await space.succeed("show", "-json", "saved")).stdout);
    const { code, stdout, output } = await cli({}, "review", plan, "--live", "--format", "json");
    if (stdout === "") throw new Error(output);
    return { code, report: JSON.parse(stdout) };
  }

  it.each([
    ["the policy forbids JWTs", changed([ALLOWED, "ext_jwt = { allowed = false,"]), POLICY],
    ["the signer is switched off", changed([AUDIENCE, `${AUDIENCE}\n  enabled = false`]), SIGNER],
    ["the signer has another audience", changed([AUDIENCE, 'audience        = "other"']), SIGNER],
    ["the signer reads another claim", changed(['"employee"', '"email"']), SIGNER],
    ["the signer matches by id", changed(["use_external_id = true", "use_external_id = false"]), SIGNER],
  ])("when %s, the review ends with 3 and counts them", async (_, configuration, address) => {
    const { code, report } = await reviewed(configuration);
    expect(code).toBe(3);
    expect(report.findings).toContainEqual(
      expect.objectContaining({ address, severity: "blocked", counts: { people: PEOPLE, of: PEOPLE } }),
    );
  });

  it("when the policy asks for a one-time password, it ends with 2 and counts them", async () => {
    const { code, report } = await reviewed(changed(["require_totp = false", "require_totp = true"]));
    expect(code).toBe(2);
    expect(report.findings).toEqual([
      expect.objectContaining({ code: "second-factor-added", counts: { people: PEOPLE, of: PEOPLE } }),
    ]);
  });

  it("when a tag changes, it ends with 0 and says nothing", async () => {
    const { code, report } = await reviewed(changed(['"platform"', '"access"']));
    expect([code, report.verdict, report.findings]).toEqual([0, "clean", []]);
  });

  it("with --fail-on blocked, attention ends with 0", async () => {
    await reviewed(changed(["require_totp = false", "require_totp = true"]));
    const { code } = await cli({}, "review", join(space.root, "plan.json"), "--fail-on", "blocked");
    expect(code).toBe(0);
  });

  it("a destroy says that people keep their access and who cannot sign in", async () => {
    const { report } = await reviewed(BASE, "-destroy");
    expect(report.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["signer-removed", "integration-destroyed"]),
    );
  });

  it("what somebody changed outside is accepted by a refresh-only plan and undone by a normal one", async () => {
    space.configure(BASE);
    const id = space.stored(POLICY)?.id;
    const { data } = await stage.administrator.edge<{ data: object }>("GET", `/auth-policies/${id}`);
    await stage.administrator.edge("PUT", `/auth-policies/${id}`, { ...data, name: "By hand" });
    const accepted = await reviewed(BASE, "-refresh-only");
    const undone = await reviewed(BASE);
    await stage.administrator.edge("PUT", `/auth-policies/${id}`, data);
    expect(accepted.report.findings.map(({ code }) => code)).toContain("drift-accepted");
    expect(undone.report.findings.map(({ code }) => code)).toContain("drift-undone");
  });

  it("an API that cannot be reached is a finding, and no failure", async () => {
    await reviewed(changed(['"platform"', '"access"']));
    const plan = join(space.root, "plan.json");
    const { code, stdout } = await cli({ NF_API_URL: "http://127.0.0.1:1" }, "review", plan, "--live");
    expect(code).toBe(2);
    expect(stdout).toContain("live-not-known");
  });
});
