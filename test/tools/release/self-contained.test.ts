import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { terraformPlatform } from "../../../src/cli/platform";
import { type PackagedFile, programName } from "../../../src/cli/provider-package";
import { findTerraform } from "../../../src/cli/terraform/terraform";
import { isSelfContained } from "../../../tools/release/node-packages";
import { writeReleaseSet } from "../../../tools/release/release-set";
import { selfContainedForm } from "../../../tools/release/self-contained";
import { removeTemporaryDirectories, temporaryDirectory } from "../../cli/temporary";
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
  const folder = temporaryDirectory();
  const program = join(folder, programName(ROOT.version));
  let files: readonly PackagedFile[];

  beforeAll(async () => {
    if (!isSelfContained(HERE)) return;
    files = await selfContainedForm(HERE, ROOT);
    unpack(folder);
  });
  afterAll(removeTemporaryDirectories);

  function unpack(into: string): void {
    for (const { name, contents, mode } of files) writeFileSync(join(into, name), contents, { mode });
  }

  /** A PATH with terraform and sh alone, and what else is named. */
  function barePath(more: Readonly<Record<string, string>> = {}): string {
    const path = temporaryDirectory();
    for (const [name, target] of Object.entries({ terraform: findTerraform(), sh: "/bin/sh", ...more }))
      symlinkSync(target, join(path, name));
    return path;
  }

  /** Starts a program by hand, which says what it is and ends with 1. */
  function startByHand(path: string, PATH: string) {
    const { stdout, stderr, status } = spawnSync(path, { env: { PATH }, encoding: "utf8" });
    return { stdout, stderr, status };
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
    const broken = temporaryDirectory();
    unpack(broken);
    rmSync(join(broken, "node"));
    writeFileSync(join(broken, "node"), "\x7fELF of another system", { mode: 0o755 });
    return broken;
  }

  test("from a mirror of zips, terraform plans with nothing but terraform and sh on the PATH", async () => {
    const release = temporaryDirectory();
    const forms = { [HERE]: async () => [...files] };
    const [zip = ""] = await writeReleaseSet(release, { version: ROOT.version, forms, sbom: "{}" });
    const environment = { PATH: barePath(), ...SIGN_IN };
    const mirror = packedMirror(zip);
    const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, environment, mirror });
    await workspace.configure(CONFIGURATION).init();
    const { stdout } = await workspace.succeed("plan", "-input=false");
    expect(stdout).toContain("Plan: 1 to add");
  });

  test("by dev_overrides, terraform plans with nothing but terraform and sh on the PATH", async () => {
    const { stdout } = await overridden(folder, barePath()).succeed("plan", "-input=false");
    expect(stdout).toContain("Plan: 1 to add");
  });

  test("starts through a chain of symbolic links, absolute and relative", () => {
    const links = temporaryDirectory();
    mkdirSync(join(links, "bin"));
    symlinkSync(program, join(links, "provider"));
    symlinkSync("../provider", join(links, "bin", "terraform-provider-netfoundry"));
    const started = startByHand(join(links, "bin", "terraform-provider-netfoundry"), barePath());
    expect(started).toMatchObject({ status: 1, stdout: "" });
    expect(started.stderr).toContain("This is the Terraform provider");
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

  test("where no node can run, it says so in one line", () => {
    const started = startByHand(join(withFailingNode(), programName(ROOT.version)), barePath());
    expect(started).toMatchObject({ status: 1, stderr: "" });
    expect(started.stdout.split("\n")).toHaveLength(2);
  });

  test("holds the licences of Node and of the bundled packages", () => {
    const names = files.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["LICENSE", "LICENSE.node", "THIRD-PARTY-NOTICES"]));
  });
});
