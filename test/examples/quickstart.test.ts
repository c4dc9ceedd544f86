import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { everything } from "../constructs/everything";
import { synthesize } from "../constructs/synthesis";
import { InstalledProvider } from "../support/installed-provider";
import { temporaryFolder } from "../support/temporary-folder";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "examples/quickstart");

/** The Terraform JSON that examples/quickstart/main.ts writes. */
function synthesized(): string {
  const temporary = temporaryFolder();
  process.env.CDKTF_OUTDIR = temporary;
  jest.isolateModules(() => require("../../examples/quickstart/main"));
  return readFileSync(join(temporary, "stacks/quickstart/cdk.tf.json"), "utf8");
}

describe("examples/quickstart", () => {
  const json = synthesized();

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
  test.each([
    ["the example", () => readFileSync(join(FOLDER, "cdk.tf.json"), "utf8")],
    ["a stack of every construct with every prop", () => synthesize(everything)],
  ])("%s", async (_, json) => {
    const folder = new InstalledProvider();
    writeFileSync(join(folder.root, "cdk.tf.json"), json());
    await folder.succeed("init", "-input=false", "-backend=false");
    const { stdout } = await folder.terraform("validate", "-json");
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });
});
