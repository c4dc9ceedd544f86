import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { terraformPlatform } from "../../../src/cli/platform";
import { type PackagedFile, programName } from "../../../src/cli/provider/package";
import { findTerraform } from "../../../src/cli/terraform/terraform";
import { zipped } from "../../../tools/release/archive";
import { isSelfContained } from "../../../tools/release/node-packages";
import { selfContainedForm } from "../../../tools/release/self-contained";
import { PluginProcess } from "../../support/plugin-process";
import { temporaryFolder } from "../../support/temporary-folder";
import { devOverride, REQUIRE_NETFOUNDRY, TerraformFolder } from "../../support/terraform-folder";
import { nodeOfRelease } from "../node-of-release";
import { packedMirror } from "../packed-mirror";

jest.setTimeout(120_000);

const ROOT = packageRoot();
const HERE = terraformPlatform();
const CONFIGURATION = 'resource "netfoundry_scim_integration" "okta" {\n  name = "Okta"\n}';
const SIGN_IN = { NF_CLIENT_ID: "account", NF_CLIENT_SECRET: "secret", NF_API_URL: "http://127.0.0.1:1" };

const skipped = "missing" in nodeOfRelease ? ` (skipped: ${nodeOfRelease.missing})` : "";

(skipped === "" ? describe : describe.skip)(`the self-contained form${skipped}`, () => {
  const folder = temporaryFolder();
  const program = join(folder, programName(ROOT.version));
  let files: readonly PackagedFile[];

  beforeAll(async () => {
    if (!isSelfContained(HERE)) return;
    files = await selfContainedForm(HERE, ROOT);
    unpack(folder, files);
  });
  function unpack(into: string, packed: readonly PackagedFile[]): void {
    for (const { name, contents, mode } of packed) writeFileSync(join(into, name), contents, { mode });
  }

  /** The zip of the form, not compressed: its files are the same, and deflating a Node takes seconds. */
  function releasedZip(): string {
    const zip = join(temporaryFolder(), `terraform-provider-netfoundry_${ROOT.version}_${HERE}.zip`);
    writeFileSync(zip, zipped(files, 0));
    return zip;
  }

  /** A PATH with terraform and sh alone, and what else is named. */
  function barePath(more: Readonly<Record<string, string>> = {}): string {
    const path = temporaryFolder();
    for (const [name, target] of Object.entries({ terraform: findTerraform(), sh: "/bin/sh", ...more }))
      symlinkSync(target, join(path, name));
    return path;
  }

  /** A folder whose terraform takes the provider from `folder` by dev_overrides. */
  function overridden(provider: string, PATH: string): TerraformFolder {
    const environment = { PATH, ...SIGN_IN };
    const cliConfiguration = devOverride("netfoundry/netfoundry", provider);
    const settings = { header: REQUIRE_NETFOUNDRY, environment, cliConfiguration };
    return new TerraformFolder(settings).configure(CONFIGURATION);
  }

  /** An unpacked form whose node fails as one does that is made for another system. */
  function withFailingNode(): string {
    const broken = temporaryFolder();
    const foreign = Buffer.from("\x7fELF of another system");
    unpack(
      broken,
      files.map((file) => (file.name === "node" ? { ...file, contents: foreign } : file)),
    );
    return broken;
  }

  test("from a mirror of zips, terraform plans with nothing but terraform and sh on the PATH", async () => {
    const mirror = packedMirror(releasedZip());
    const environment = { PATH: barePath(), ...SIGN_IN };
    const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, environment, mirror });
    await workspace.configure(CONFIGURATION).init();
    const { stdout } = await workspace.succeed("plan", "-input=false");
    expect(stdout).toContain("Plan: 1 to add");
  });

  test("by dev_overrides, terraform plans with nothing but terraform and sh on the PATH", async () => {
    const { stdout } = await overridden(folder, barePath()).succeed("plan", "-input=false");
    expect(stdout).toContain("Plan: 1 to add");
  });

  test("signals that are meant for terraform do not end it, the end of the connection does", async () => {
    const plugin = new PluginProcess({ PATH: barePath() }, program);
    try {
      await plugin.connect();
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) plugin.signal(signal);
      await plugin.shutdown();
      expect(await plugin.ended).toBe(0);
    } finally {
      plugin.kill();
    }
  });

  test("where its node cannot run, terraform plans with the node of the PATH", async () => {
    const workspace = overridden(withFailingNode(), barePath({ node: process.execPath }));
    const { stdout } = await workspace.succeed("plan", "-input=false");
    expect(stdout).toContain("Plan: 1 to add");
  });

  test("where no node can run, terraform shows what to install", async () => {
    const words = await overridden(withFailingNode(), barePath()).fail("plan", "-input=false");
    expect(words).toContain("apk add nodejs");
  });

  test("holds the licences of Node and of the bundled packages", () => {
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["LICENSE", "LICENSE.node", "THIRD-PARTY-NOTICES"]));
  });
});
