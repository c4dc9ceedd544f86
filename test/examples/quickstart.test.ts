import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { packageRoot } from "../../src/cli/package-root";
import { installProvider } from "../../src/cli/provider-mirror";
import { cliConfiguration } from "../../src/cli/terraform/cli-configuration";
import { everything } from "../constructs/everything";
import { synthesize } from "../constructs/synthesis";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "examples/quickstart");
const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";

const temporary = mkdtempSync(join(tmpdir(), "examples-test-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** The Terraform JSON that examples/quickstart/main.ts writes. */
function synthesized(): string {
  process.env.CDKTF_OUTDIR = temporary;
  jest.isolateModules(() => require("../../examples/quickstart/main"));
  return readFileSync(join(temporary, "stacks/quickstart/cdk.tf.json"), "utf8");
}

describe("examples/quickstart", () => {
  const json = synthesized();

  test("gives its golden file; if the change is meant, copy cdktf.out/stacks/quickstart/cdk.tf.json over it", () => {
    expect(`${json}\n`).toBe(readFileSync(join(FOLDER, "cdk.tf.json"), "utf8"));
  });

  test("has no path of a machine in it", () => {
    for (const trace of [ROOT, tmpdir(), process.cwd()]) expect(json).not.toContain(trace);
    expect(JSON.parse(json).terraform.backend.local.path).toBe("terraform.tfstate");
  });

  test("keeps the token out of sight and nothing else", () => {
    const { output } = JSON.parse(json) as { output: Record<string, { sensitive?: boolean }> };
    expect(Object.keys(output).sort()).toEqual(["auth_token", "integration_id", "integration_url"]);
    expect(Object.keys(output).filter((name) => output[name]?.sensitive)).toEqual(["auth_token"]);
  });

  test("has at most 50 lines, because it is the first thing that people read", () => {
    const lines = readFileSync(join(FOLDER, "main.ts"), "utf8").trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(50);
  });
});

describe("the real terraform finds valid", () => {
  const environment = { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: join(temporary, "rc") };
  const terraform = (folder: string, ...args: string[]) =>
    execFileSync(TERRAFORM, args, { cwd: folder, env: environment, encoding: "utf8", stdio: "pipe" });

  beforeAll(async () => {
    const mirror = join(temporary, "mirror");
    await installProvider(mirror, packageRoot());
    writeFileSync(environment.TF_CLI_CONFIG_FILE, cliConfiguration(mirror, "nowhere"));
  });

  test.each([
    ["the example", () => readFileSync(join(FOLDER, "cdk.tf.json"), "utf8")],
    ["a stack of every construct with every prop", () => synthesize(everything)],
  ])("%s", (name, json) => {
    const folder = join(temporary, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "cdk.tf.json"), json());
    terraform(folder, "init", "-input=false", "-no-color", "-backend=false");
    const { valid, diagnostics } = JSON.parse(terraform(folder, "validate", "-json"));
    expect({ valid, diagnostics }).toEqual({ valid: true, diagnostics: [] });
  });
});
