import { readFileSync, writeFileSync } from "node:fs";
import { packageRoot } from "../../../src/cli/package-root";
import { terraformPlatform } from "../../../src/cli/platform";
import { providerInstall } from "../../../src/cli/provider/install";
import { providerPackage } from "../../../src/cli/provider/package";
import { writeReleaseSet } from "../../../tools/release/release-set";
import { temporaryFolder } from "../../support/temporary-folder";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../../support/terraform-folder";
import { packedMirror } from "../packed-mirror";

jest.setTimeout(60_000);
const ROOT = packageRoot();
const HERE = terraformPlatform();
const ELSEWHERE = HERE === "darwin_arm64" ? "linux_amd64" : "darwin_arm64";

async function installedMirror(): Promise<string> {
  const dir = temporaryFolder();
  await providerInstall({ dir }, { stdout: () => {}, stderr: () => {}, root: ROOT });
  return dir;
}

function lock(workspace: TerraformFolder, mirror: string, ...platforms: string[]) {
  const asked = platforms.map((platform) => `-platform=${platform}`);
  return workspace.succeed("providers", "lock", `-fs-mirror=${mirror}`, ...asked, "netfoundry/netfoundry");
}

/** The checksums of unpacked files that a lock file holds. */
function checksums(workspace: TerraformFolder): string[] {
  return readFileSync(workspace.lockFile, "utf8").match(/h1:[^"]+/g) ?? [];
}

test("one lock file fits every machine that takes the provider from an installed mirror", async () => {
  const mirror = await installedMirror();
  const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, mirror }).configure("");
  await lock(workspace, mirror, HERE, ELSEWHERE);
  // The files are the same on every platform, and so is their checksum.
  expect(checksums(workspace)).toHaveLength(1);
  await workspace.succeed("init", "-input=false", "-lockfile=readonly");
});

test("the zips that need Node have the checksum of an installed mirror", async () => {
  const forms = { [HERE]: () => providerPackage(ROOT) };
  const set = { version: ROOT.version, forms, sbom: "{}" };
  const [zip = ""] = await writeReleaseSet(temporaryFolder(), set);
  const mirror = await installedMirror();
  const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, mirror }).configure("");
  await lock(workspace, mirror, HERE);
  await lock(workspace, packedMirror(zip), HERE);
  expect(checksums(workspace)).toHaveLength(1);
});

test("a lock file holds the checksums of two forms, and either can be installed", async () => {
  const extra = { name: "node", contents: Buffer.from("in the place of a Node"), mode: 0o755 };
  const forms = { [HERE]: async () => [...(await providerPackage(ROOT)), extra] };
  const set = { version: ROOT.version, forms, sbom: "{}" };
  const [zip = ""] = await writeReleaseSet(temporaryFolder(), set);
  const mirrors = [packedMirror(zip), await installedMirror()];
  const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY }).configure("");
  for (const mirror of mirrors) await lock(workspace, mirror, HERE);
  expect(checksums(workspace)).toHaveLength(2);
  const lockFile = readFileSync(workspace.lockFile);
  for (const mirror of mirrors) {
    const other = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, mirror }).configure("");
    writeFileSync(other.lockFile, lockFile);
    await other.succeed("init", "-input=false", "-lockfile=readonly");
  }
});
