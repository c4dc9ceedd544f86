/** The stranger's provider of examples/tfplugin-hello, bundled and used as its README says. */
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "examples/tfplugin-hello");
const TERRAFORM = process.env.TERRAFORM_BIN || "terraform";

const temporary = mkdtempSync(join(tmpdir(), "hello-test-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const environment = {
  PATH: process.env.PATH,
  HOME: temporary,
  CHECKPOINT_DISABLE: "1",
  TF_CLI_ARGS: "-no-color",
  TF_CLI_CONFIG_FILE: join(temporary, "dev.tfrc"),
};
const terraform = (...args: string[]) =>
  execFileSync(TERRAFORM, args, { cwd: temporary, env: environment, encoding: "utf8", stdio: "pipe" });
const file = join(temporary, "hello.txt");

beforeAll(() => {
  const outfile = join(temporary, "bin/terraform-provider-hello");
  buildSync({
    entryPoints: [join(FOLDER, "main.ts")],
    alias: { "netfoundry-scim/tfplugin": join(ROOT, "src/tfplugin/index.ts") },
    bundle: true,
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
    outfile,
  });
  chmodSync(outfile, 0o755);
  copyFileSync(join(FOLDER, "main.tf"), join(temporary, "main.tf"));
  const overrides = `dev_overrides {\n "example/hello" = ${JSON.stringify(join(temporary, "bin"))}\n }`;
  writeFileSync(environment.TF_CLI_CONFIG_FILE, `provider_installation {\n ${overrides}\n direct {}\n}\n`);
});

test("applies, repairs drift, and destroys", () => {
  expect(terraform("apply", "-auto-approve")).toContain('loud = "HELLO, WORLD!"');
  expect(readFileSync(file, "utf8")).toBe("Hello, world!");
  expect(terraform("plan")).toContain("No changes.");

  writeFileSync(file, "Hello, stranger!");
  expect(terraform("plan")).toMatch(/name += "stranger" -> "world"/);
  terraform("apply", "-auto-approve");
  expect(readFileSync(file, "utf8")).toBe("Hello, world!");

  terraform("destroy", "-auto-approve");
  expect(existsSync(file)).toBe(false);
});

test("says who it is when a person starts it", () => {
  const { status, stderr } = spawnSync(join(temporary, "bin/terraform-provider-hello"), {
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining("registry.terraform.io/example/hello 0.1.0")]);
});

test("has about 40 lines, not counting its imports", () => {
  const [, body = ""] = readFileSync(join(FOLDER, "main.ts"), "utf8").split('"netfoundry-scim/tfplugin";\n');
  expect(body.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(45);
});
