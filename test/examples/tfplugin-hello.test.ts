/** The stranger's provider of examples/tfplugin-hello, bundled and used as its README says. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { temporaryFolder } from "../support/temporary-folder";
import { devOverride, TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, "../..");
const FOLDER = join(ROOT, "examples/tfplugin-hello");
const bin = temporaryFolder();
const program = join(bin, "terraform-provider-hello");

beforeAll(() => {
  buildSync({
    entryPoints: [join(FOLDER, "main.ts")],
    alias: { "netfoundry-scim/tfplugin": join(ROOT, "src/tfplugin/index.ts") },
    bundle: true,
    platform: "node",
    banner: { js: "#!/usr/bin/env node" },
    outfile: program,
  });
  chmodSync(program, 0o755);
});

test("applies, repairs drift, and destroys", async () => {
  const workspace = new TerraformFolder({ cliConfiguration: devOverride("example/hello", bin) });
  const file = join(workspace.root, "hello.txt");
  const applied = await workspace.apply(readFileSync(join(FOLDER, "main.tf"), "utf8"));
  expect(applied.stdout).toContain('loud = "HELLO, WORLD!"');
  expect(readFileSync(file, "utf8")).toBe("Hello, world!");
  expect(await workspace.planCode()).toBe(0);

  writeFileSync(file, "Hello, stranger!");
  expect((await workspace.plan()).stdout).toMatch(/name += "stranger" -> "world"/);
  await workspace.apply();
  expect(readFileSync(file, "utf8")).toBe("Hello, world!");

  await workspace.destroy();
  expect(existsSync(file)).toBe(false);
});

test("says who it is when a person starts it", () => {
  const { status, stderr } = spawnSync(program, {
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining("registry.terraform.io/example/hello 0.1.0")]);
});

test("has about 40 lines, not counting its imports", () => {
  const [, body = ""] = readFileSync(join(FOLDER, "main.ts"), "utf8").split('"netfoundry-scim/tfplugin";\n');
  expect(body.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(45);
});
