import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { CLI, requireBuild } from "../../support/installed-provider";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../../support/terraform-folder";

jest.setTimeout(60_000);

let debugged: ChildProcessByStdio<null, Readable, null>;
beforeAll(() => {
  requireBuild();
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

test("terraform uses the provider that `provider debug` serves uninstalled; Ctrl-C ends it", async () => {
  const exported = /^export TF_REATTACH_PROVIDERS='(.*)'$/m.exec(await printed())?.[1] ?? "";
  expect(Object.keys(JSON.parse(exported))).toEqual([
    "registry.terraform.io/netfoundry/netfoundry",
    "registry.opentofu.org/netfoundry/netfoundry",
  ]);

  const environment = { TF_REATTACH_PROVIDERS: exported };
  const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, environment });
  await workspace.configure('resource "netfoundry_scim_integration" "okta" {\n  name = ""\n}').init();
  expect(await workspace.fail("validate")).toContain("must be not blank");

  const ended = once(debugged, "exit");
  debugged.kill("SIGINT");
  expect(await ended).toEqual([0, null]);
});
