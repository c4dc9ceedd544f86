/** The scripts and jobs of examples/ci and examples/rotation-pipeline keep their secrets. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const EXAMPLES = resolve(__dirname, "../../examples");

describe("a script that a signal ends leaves no plan behind", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pipelines-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each(["ci/plan.sh", "ci/apply.sh", "ci/drift.sh", "rotation-pipeline/rotate.sh"])("%s", (script) => {
    const programs = join(root, "bin");
    const temporary = join(root, "tmp");
    for (const folder of [programs, temporary]) mkdirSync(folder);
    // Each writes a plan, and then the job is cancelled.
    for (const program of ["terraform", "openssl"]) {
      const text = '#!/bin/sh\necho secret > "$(echo "$TMPDIR"/*)/plan"\nkill -TERM "$PPID"\n';
      writeFileSync(join(programs, program), text, { mode: 0o700 });
    }
    cpSync(join(EXAMPLES, script, ".."), join(root, "scripts"), { recursive: true });
    const { status } = spawnSync(join(root, "scripts", script.split("/")[1] ?? ""), {
      cwd: root,
      env: {
        PATH: `${programs}:${process.env.PATH}`,
        TMPDIR: temporary,
        PLAN_KEY: "key",
        PLAN_SHA256: "digest",
      },
    });
    expect([status, readdirSync(temporary)]).toEqual([1, []]);
  });
});

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe.each(["ci", "rotation-pipeline"])("the jobs of examples/%s", (example) => {
  const read = (file: string) => parse(readFileSync(join(EXAMPLES, example, file), "utf8"));
  const workflow = read("github.yml");
  const jobs = Object.values<{ readonly env?: object; readonly steps: readonly Step[] }>(workflow.jobs);

  it("give no secret to an action of GitHub", () => {
    const shared = [workflow.env, ...jobs.map(({ env }) => env)];
    const actions = jobs.flatMap(({ steps }) => steps.filter(({ uses }) => uses !== undefined));
    expect(JSON.stringify([shared, actions])).not.toContain("secrets.");
  });

  it("give the scripts that call the API its credential", () => {
    const calling = jobs
      .flatMap(({ steps }) => steps)
      .filter(({ run = "" }) => /\b(?:ci|rotation)\/(?!comment)[\w-]+\.sh/.test(run));
    const names = ["NF_CLIENT_ID", "NF_CLIENT_SECRET", "NF_AUTH_URL"];
    expect(calling).toHaveLength(3);
    for (const { env } of calling) expect(Object.keys(env ?? {})).toEqual(expect.arrayContaining(names));
  });

  it("install what the lock file names, before a secret is there", () => {
    // apply.sh of examples/ci calls terraform alone.
    const reviewing = jobs.filter(({ steps }) => steps.some(({ run = "" }) => /(?<!apply)\.sh/.test(run)));
    for (const { steps } of reviewing) {
      const installed = steps.findIndex(({ run = "" }) => run.startsWith("npm ci"));
      const secret = steps.findIndex((step) => JSON.stringify(step).includes("secrets."));
      expect(installed).toBeGreaterThan(0);
      expect(installed).toBeLessThan(secret);
    }
    const { before_script } = Object.values<Record<string, readonly string[]>>(read("gitlab.yml")).find(
      (job) => "before_script" in job,
    ) ?? { before_script: [] };
    expect(before_script?.[0]).toMatch(/^npm ci\b/);
  });

  it("take netfoundry-scim from there, and nothing newer from the registry", () => {
    const scripts = readdirSync(join(EXAMPLES, example)).filter((file) => file.endsWith(".sh"));
    const text = scripts.map((file) => readFileSync(join(EXAMPLES, example, file), "utf8")).join("");
    const calls = text.match(/npx [^}]*/g) ?? [];
    expect(new Set(calls)).toEqual(new Set(["npx --no-install netfoundry-scim"]));
  });
});
