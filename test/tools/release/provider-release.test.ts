import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageRoot } from "../../../src/cli/package-root";
import { NODE_PLATFORMS, terraformPlatform } from "../../../src/cli/platform";
import { findTerraform } from "../../../src/cli/terraform/terraform";
import { zipped } from "../../../tools/release/archive";
import { releaseProvider } from "../../../tools/release/provider-release";
import { file, removeTemporaryDirectories, temporaryDirectory } from "../../cli/temporary";

afterAll(removeTemporaryDirectories);
jest.setTimeout(60_000);

const ROOT = packageRoot(resolve(__dirname, "../../.."));
const NAME = `terraform-provider-netfoundry_${ROOT.version}`;

describe("releasing the provider", () => {
  const folder = temporaryDirectory();
  let names: readonly string[];
  beforeAll(async () => {
    names = await releaseProvider(folder, ROOT);
  });

  test("makes one zip per platform, the manifest and the sums, and nothing else", () => {
    expect(NODE_PLATFORMS).toEqual([
      "linux_amd64",
      "linux_arm64",
      "darwin_amd64",
      "darwin_arm64",
      "freebsd_amd64",
      "freebsd_arm64",
    ]);
    const zips = NODE_PLATFORMS.map((platform) => `${NAME}_${platform}.zip`);
    expect(names).toEqual([...zips, `${NAME}_manifest.json`, `${NAME}_SHA256SUMS`]);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });

  test("the manifest names protocol 6", () => {
    const manifest = JSON.parse(readFileSync(join(folder, `${NAME}_manifest.json`), "utf8"));
    expect(manifest).toEqual({ version: 1, metadata: { protocol_versions: ["6.0"] } });
  });

  test("the sums are those of the files, as sha256sum writes them", () => {
    const sums = readFileSync(join(folder, `${NAME}_SHA256SUMS`), "utf8");
    const lines = names.slice(0, -1).map((name) => {
      const sum = createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex");
      return `${sum}  ${name}\n`;
    });
    expect(sums).toBe(lines.join(""));
  });

  test("again, elsewhere: the same bytes", async () => {
    const again = temporaryDirectory();
    await releaseProvider(again, ROOT);
    for (const name of names)
      expect(readFileSync(join(again, name)).equals(readFileSync(join(folder, name)))).toBe(true);
  });

  test("terraform installs the zip from a mirror, offline, and runs what is in it, also in a project of modules", () => {
    const workspace = temporaryDirectory();
    file(join(workspace, "package.json"), '{ "type": "module" }');
    const packed = join(workspace, "mirror", "registry.terraform.io", "netfoundry", "netfoundry");
    const other = join(workspace, "mirror", "registry.opentofu.org", "netfoundry", "netfoundry");
    const zip = `${NAME}_${terraformPlatform()}.zip`;
    for (const place of [packed, other]) {
      mkdirSync(place, { recursive: true });
      copyFileSync(join(folder, zip), join(place, zip));
    }
    const rc = file(
      join(workspace, "cli.tfrc"),
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(join(workspace, "mirror"))}\n  }\n}\n`,
    );
    writeFileSync(
      join(workspace, "main.tf"),
      `terraform {\n  required_providers {\n    netfoundry = {\n      source = "netfoundry/netfoundry"\n    }\n  }\n}\n` +
        `resource "netfoundry_scim_integration" "okta" {\n  name = "Okta"\n}\n`,
    );
    const run = (...args: string[]) =>
      spawnSync(findTerraform(), [...args, "-no-color"], {
        cwd: workspace,
        encoding: "utf8",
        env: { ...process.env, TF_CLI_CONFIG_FILE: rc, CHECKPOINT_DISABLE: "1" },
      });
    const init = run("init", "-input=false");
    expect(init.stderr).toBe("");
    expect(run("validate").stdout).toContain("The configuration is valid.");
    const unpacked = readdirSync(join(workspace, ".terraform"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      // OpenTofu leaves a lock beside the folder.
      .filter(({ name }) => name !== `${terraformPlatform()}.lock`)
      .map(({ name, parentPath }) => [name, statSync(join(parentPath, name)).mode & 0o777]);
    expect(Object.fromEntries(unpacked)).toEqual({
      LICENSE: 0o644,
      "package.json": 0o644,
      "plugin.js": 0o644,
      "THIRD-PARTY-NOTICES": 0o644,
      [`terraform-provider-netfoundry_v${ROOT.version}`]: 0o755,
    });
  });
});

test("an archive is the same in every time zone", async () => {
  const files = [{ name: "one", contents: Buffer.from("one"), mode: 0o755 }];
  const script = `
    const { zipped } = require(${JSON.stringify(resolve(ROOT.directory, "dist/tools/release/archive.js"))});
    zipped([{ name: "one", contents: Buffer.from("one"), mode: 0o755 }]).then((zip) => process.stdout.write(zip));`;
  const here = await zipped(files);
  const there = spawnSync(process.execPath, ["-e", script], {
    env: { ...process.env, TZ: "Pacific/Auckland" },
  });
  expect(there.stdout.equals(here)).toBe(true);
});

test("without a bundle it says what to run", async () => {
  const root = { directory: temporaryDirectory(), version: "1.2.3" };
  await expect(releaseProvider(join(root.directory, "release"), root)).rejects.toThrow("npm run build");
});
