import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Readable } from "node:stream";
import { findTerraform } from "../../src/cli/terraform/terraform";
import { removeTemporaryDirectories, temporaryDirectory } from "./temporary";

afterAll(removeTemporaryDirectories);

const CLI = resolve(__dirname, "../../dist/src/cli/main.js");

jest.setTimeout(60_000);

let debugged: ChildProcessByStdio<null, Readable, null>;
beforeAll(() => {
  debugged = spawn(process.execPath, [CLI, "provider", "debug"], { stdio: ["ignore", "pipe", "inherit"] });
});
afterAll(() => debugged.kill("SIGKILL"));

/** What it prints, up to the last line. */
async function printed(): Promise<string> {
  let text = "";
  for await (const chunk of debugged.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (text.includes("Ctrl-C")) break;
  }
  return text;
}

test("terraform uses the provider that `provider debug` serves, with nothing installed, and Ctrl-C ends it", async () => {
  const exported = /^export TF_REATTACH_PROVIDERS='(.*)'$/m.exec(await printed())?.[1] ?? "";
  expect(Object.keys(JSON.parse(exported))).toEqual([
    "registry.terraform.io/netfoundry/netfoundry",
    "registry.opentofu.org/netfoundry/netfoundry",
  ]);

  const workspace = temporaryDirectory();
  writeFileSync(
    join(workspace, "main.tf"),
    `terraform {\n  required_providers {\n    netfoundry = {\n      source = "netfoundry/netfoundry"\n    }\n  }\n}\n` +
      `resource "netfoundry_scim_integration" "okta" {\n  name = ""\n}\n`,
  );
  const env = { ...process.env, TF_REATTACH_PROVIDERS: exported, CHECKPOINT_DISABLE: "1" };
  const run = (...args: string[]) =>
    spawnSync(findTerraform(), [...args, "-no-color"], { cwd: workspace, encoding: "utf8", env });
  expect(run("init", "-input=false").status).toBe(0);
  expect(run("validate").stderr).toContain("must be not blank");

  const ended = once(debugged, "exit");
  debugged.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});
