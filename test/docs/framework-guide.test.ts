/**
 * docs/framework.md, followed by a stranger: its files are written and compiled, and its commands are run.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { requireBuild } from "../support/installed-provider";
import { temporaryFolder } from "../support/temporary-folder";
import { ROOT } from "./examples";

jest.setTimeout(180_000);

const page = readFileSync(join(ROOT, "docs/framework.md"), "utf8");
const files = [...page.matchAll(/^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$/gms)].map(
  ([, path = "", text = ""]) => ({
    path,
    text,
  }),
);
const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = ""]) => text);
const [setUp = "", ...afterSetUp] = commands;

const folder = join(temporaryFolder(), "terraform-provider-todo");

beforeAll(() => {
  requireBuild();
  // What npm install would put there.
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@types"), { recursive: true });
  symlinkSync(ROOT, join(modules, "netfoundry-scim"));
  for (const name of [".bin", "typescript", "esbuild", "@types/node", "undici-types"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(folder, "package.json"), '{ "name": "terraform-provider-todo", "type": "commonjs" }\n');
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

/** Runs a block of commands until the first that fails. */
async function run(script: string): Promise<string> {
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", PORT: String(await freePort()) };
  const guarded = `set -eu\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n${script}`;
  return new Promise((resolve, reject) => {
    execFile("bash", ["-c", guarded], { cwd: folder, env, timeout: 120_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${script}\nended with ${error.code}:\n${stdout}\n${stderr}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? (address?.port ?? 0) : 0));
    });
  });
}

test("the first commands install what the others need", () => {
  expect(setUp).toMatch(/^npm install .*netfoundry-scim typescript@6 esbuild @types\/node@20$/m);
  expect(afterSetUp).toHaveLength(5);
});

test("the provider compiles, and its tests pass with the real terraform", async () => {
  const output = await run(afterSetUp[0] ?? "");
  expect(output).toMatch(/^# pass 5$/m);
  expect(output).toMatch(/^# fail 0$/m);
});

test("the built provider applies, plans nothing more, and destroys", async () => {
  await run(afterSetUp[1] ?? "");
  const output = await run(afterSetUp[2] ?? "");
  expect(output).toMatch(/revision.* = .*1/);
  expect(output).toContain("No changes.");
  expect(output).toMatch(/Destroy complete! Resources: 1 destroyed/);
});

test("the release installs from a mirror", async () => {
  await run(afterSetUp[3] ?? "");
  expect(readdirSync(join(folder, "release"))).toHaveLength(6);
  await run(afterSetUp[4] ?? "");
  expect(existsSync(join(folder, ".terraform/providers/registry.terraform.io/example/todo/0.1.0"))).toBe(
    true,
  );
});
