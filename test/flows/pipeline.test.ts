import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { BASE, changed } from "../review/goldens/configuration";
import { pushPeople } from "../review/goldens/push-people";
import { Comments } from "../support/comments";
import { CLI } from "../support/installed-provider";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const CI = resolve(__dirname, "../../examples/ci");
const PLAN_KEY = "the-key-of-the-pipeline";

/** What the scripts call beside terraform; the images of the services have them. */
const missing = ["curl", "jq", "openssl", "sha256sum"].filter(
  (program) => spawnSync(program, ["--version"]).error !== undefined,
);
if (missing.length > 0) {
  process.stderr.write(`pipeline tests skipped: ${missing.join(", ")} not found on the PATH\n`);
}
const withPrograms = missing.length === 0 ? describe : describe.skip;

withPrograms("the pipeline of examples/ci", () => {
  const stage = new Stage();
  const comments = new Comments();
  let space: TerraformFolder;
  let address: string;
  beforeAll(async () => {
    await stage.open();
    address = await comments.open();
    space = await stage.space().configure(BASE).init();
    await space.apply();
    await pushPeople(stage, space, 3);
    // The path of the package may hold a space, and REVIEW is a command with its arguments.
    const command = `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`;
    writeFileSync(join(space.root, "review"), command, { mode: 0o700 });
  });
  afterAll(async () => {
    comments.close();
    await stage.close();
  });

  /** Runs a script in the folder of the configuration. */
  const run = (script: string, environment: NodeJS.ProcessEnv = {}) =>
    space.start(
      [],
      {
        PLAN_KEY,
        NF_API_URL: stage.gate.url,
        NF_CLIENT_ID: CLIENT_ID,
        NF_CLIENT_SECRET: CLIENT_SECRET,
        REVIEW: "./review",
        TOKEN: "token-of-the-job",
        COMMENTS_URL: `${address}/issues/1/comments`,
        COMMENT_URL: `${address}/issues/comments`,
        ...environment,
      },
      join(CI, script),
    ).ended;
  const text = (file: string) => readFileSync(join(space.root, file), "utf8");

  it("plans, comments once, and applies the plan that was reviewed", async () => {
    space.configure(changed(['"netfoundry"\n', '"other"\n']));
    expect((await run("plan.sh")).code).toBe(3);
    expect((await run("comment.sh")).code).toBe(0);

    space.configure(changed(['"platform"', '"access"']));
    expect((await run("plan.sh")).code).toBe(0);
    expect((await run("comment.sh")).code).toBe(0);
    expect([...comments.bodies.values()]).toEqual([text("comment.md")]);
    expect(text("comment.md")).toContain(text("plan.sha256").trim());

    const { code, output } = await run("apply.sh", { PLAN_SHA256: text("plan.sha256").trim() });
    expect([code, output]).toEqual([0, expect.stringContaining("Apply complete!")]);
    expect(space.stored("netfoundry_auth_policy.staff")?.tags).toEqual({ team: "access" });
  });

  it("refuses a plan that is not the reviewed one", async () => {
    const { code, output } = await run("apply.sh", { PLAN_SHA256: "0".repeat(64) });
    expect([code, output]).toEqual([1, expect.stringContaining("not the plan that was reviewed")]);
  });

  it("hands no token on in clear", async () => {
    const token = String(space.stored("netfoundry_scim_token.okta")?.token);
    const handedOn = ["plan.enc", "comment.md", "review.json", "review.svg", "plan.sha256"];
    expect(handedOn.filter((file) => readFileSync(join(space.root, file)).includes(token))).toEqual([]);
  });

  it("finds what somebody changed outside", async () => {
    const id = space.stored("netfoundry_auth_policy.staff")?.id;
    const { data } = await stage.administrator.edge<{ data: object }>("GET", `/auth-policies/${id}`);
    await stage.administrator.edge("PUT", `/auth-policies/${id}`, { ...data, name: "By hand" });
    const { code, output } = await run("drift.sh");
    expect([code, output]).toEqual([2, expect.stringContaining("drift-accepted")]);
  });
});
