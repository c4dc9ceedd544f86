import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { terraformPlatform } from "../../../src/cli/platform";
import { programName, providerPackage } from "../../../src/cli/provider/package";
import { NODE_VERSION } from "../../../tools/release/node-packages";
import { type ReleaseSet, writeReleaseSet } from "../../../tools/release/release-set";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../../support/terraform-folder";
import { runWithBuiltTools } from "../built-tools";
import { nodeOfRelease } from "../node-of-release";
import { packedMirror } from "../packed-mirror";

jest.setTimeout(60_000);

const ROOT = packageRoot(resolve(__dirname, "../../.."));
const NAME = `terraform-provider-netfoundry_${ROOT.version}`;
const HERE = terraformPlatform();

const set: ReleaseSet = {
  version: ROOT.version,
  forms: { [HERE]: () => providerPackage(ROOT), plan9_amd64: () => providerPackage(ROOT) },
  sbom: '{ "bomFormat": "CycloneDX" }\n',
};

function sums(folder: string): string {
  return readFileSync(join(folder, `${NAME}_SHA256SUMS`), "utf8");
}

describe("a folder of a release", () => {
  const folder = temporaryFolder();
  let names: readonly string[];
  beforeAll(async () => {
    names = (await writeReleaseSet(folder, set)).map((path) => basename(path));
  });

  test("holds one zip per platform, the manifest, the SBOM and the sums, and nothing else", () => {
    const zips = [`${NAME}_${HERE}.zip`, `${NAME}_plan9_amd64.zip`];
    expect(names).toEqual([...zips, `${NAME}_manifest.json`, `${NAME}_sbom.cdx.json`, `${NAME}_SHA256SUMS`]);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  test("has a manifest that names protocol 6", () => {
    const manifest = JSON.parse(readFileSync(join(folder, `${NAME}_manifest.json`), "utf8"));
    expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
  });

  test("has the sums of its files, as sha256sum writes them", () => {
    const lines = names.slice(0, -1).map((name) => {
      const sum = createHash("sha256").update(readFileSync(join(folder, name)));
      return `${sum.digest("hex")}  ${name}\n`;
    });
    expect(sums(folder)).toBe(lines.join(""));
  });

  describe("made again, has the same bytes", () => {
    /** The sums of a release of the same files that another process makes. */
    function sumsBy(node: string, environment?: NodeJS.ProcessEnv): string {
      const script = `
        const { writeReleaseSet } = require("./dist/tools/release/release-set.js");
        const { providerPackage } = require("./dist/src/cli/provider/package.js");
        const { folder, platforms, set, root } = input;
        const forms = Object.fromEntries(platforms.map((each) => [each, () => providerPackage(root)]));
        writeReleaseSet(folder, { ...set, forms });`;
      const again = temporaryFolder();
      const input = { folder: again, platforms: Object.keys(set.forms), set, root: ROOT };
      runWithBuiltTools(script, input, node, environment);
      return sums(again);
    }

    test("in another folder and another time zone", () => {
      expect(sumsBy(process.execPath, { TZ: "Pacific/Auckland" })).toBe(sums(folder));
    });

    if ("missing" in nodeOfRelease) {
      test.skip(`by Node ${NODE_VERSION} (skipped: ${nodeOfRelease.missing})`, () => {});
    } else {
      const { path } = nodeOfRelease;
      test(`by Node ${NODE_VERSION}`, () => {
        expect(sumsBy(path)).toBe(sums(folder));
      });
    }
  });

  test("installs from a mirror of zips, offline, also in a project of ES modules", async () => {
    const mirror = packedMirror(join(folder, `${NAME}_${HERE}.zip`));
    const workspace = new TerraformFolder({ header: REQUIRE_NETFOUNDRY, mirror });
    file(join(workspace.root, "package.json"), '{ "type": "module" }');
    await workspace.configure('resource "netfoundry_scim_integration" "okta" {\n  name = "Okta"\n}').init();
    await workspace.succeed("validate");
    const unpacked = readdirSync(join(workspace.root, ".terraform"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      // OpenTofu leaves a lock beside the folder.
      .filter(({ name }) => name !== `${HERE}.lock`)
      .map(({ name, parentPath }) => [name, statSync(join(parentPath, name)).mode & 0o777]);
    expect(Object.fromEntries(unpacked)).toEqual({
      LICENSE: 0o644,
      "axios.js": 0o644,
      "package.json": 0o644,
      "plugin.js": 0o644,
      "THIRD-PARTY-NOTICES": 0o644,
      [programName(ROOT.version)]: 0o755,
    });
  });
});

const gpg = spawnSync("gpg", ["--version"]).status === 0;
(gpg ? test : test.skip)(`a key signs the sums${gpg ? "" : " (skipped: gpg is not installed)"}`, async () => {
  const folder = temporaryFolder();
  const home = join("/tmp", basename(temporaryFolder()).replace(/.* /, "gpg-"));
  mkdirSync(home, { mode: 0o700 });
  const before = process.env.GNUPGHOME;
  process.env.GNUPGHOME = home;
  try {
    const key = "release@example.invalid";
    // Jest's process.env is a copy, which child processes get only when it is handed to them.
    const options = { stdio: "pipe", env: process.env } as const;
    execFileSync("gpg", ["--batch", "--passphrase", "", "--quick-generate-key", key], options);
    const paths = await writeReleaseSet(folder, { ...set, sign: key });
    const [sums, signature] = paths.slice(-2);
    expect(signature).toBe(`${sums}.sig`);
    execFileSync("gpg", ["--batch", "--verify", signature ?? "", sums ?? ""], options);
  } finally {
    spawnSync("gpgconf", ["--kill", "all"], { env: process.env });
    if (before === undefined) delete process.env.GNUPGHOME;
    else process.env.GNUPGHOME = before;
    rmSync(home, { recursive: true, force: true });
  }
});

test("without a build it says what to run", async () => {
  const root = { directory: temporaryFolder(), version: "1.2.3" };
  await expect(providerPackage(root)).rejects.toThrow("npm run build");
});
