import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { NODE_PLATFORMS, terraformPlatform } from "../../../src/cli/platform";
import { providerInstall } from "../../../src/cli/provider/install";
import { installProvider } from "../../../src/cli/provider/mirror";
import { cliConfiguration } from "../../../src/cli/terraform/cli-configuration";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "../../support/terraform-folder";

const SCRIPT = "#!/usr/bin/env node\n";
const BUNDLE = "the bundle of the provider";
const BUILT = ["LICENSE", "THIRD-PARTY-NOTICES", "axios.js", "package.json", "plugin.js"];

function packageWith(script: string): { directory: string; version: string } {
  const directory = temporaryFolder();
  for (const name of BUILT) file(join(directory, "dist", "provider", name), BUNDLE);
  file(join(directory, "dist", "provider", "terraform-provider-netfoundry"), script);
  return { directory, version: "1.2.3" };
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

describe("installing into a mirror", () => {
  const platform = terraformPlatform();
  const layout = ["registry.opentofu.org", "registry.terraform.io"].flatMap((host) =>
    [...BUILT, "terraform-provider-netfoundry_v1.2.3"].map(
      (name) => `${host}/netfoundry/netfoundry/1.2.3/${platform}/${name}`,
    ),
  );

  test("puts its files per registry host, for this platform alone, and nothing else", async () => {
    const mirror = join(temporaryFolder(), "new", "mirror");
    const installed = await installProvider(mirror, packageWith(SCRIPT));
    expect(filesBelow(mirror)).toEqual(layout);
    expect(installed.map(({ outcome }) => outcome)).toEqual(["installed", "installed"]);
    for (const { path } of installed) {
      expect(statSync(path).mode & 0o777).toBe(0o755);
      expect(readFileSync(path, "utf8")).toBe(SCRIPT);
      expect(readFileSync(join(dirname(path), "plugin.js"), "utf8")).toBe(BUNDLE);
    }
  });

  test("again: nothing changes, and a lost mode is given back", async () => {
    const mirror = temporaryFolder();
    const root = packageWith(SCRIPT);
    const [first] = await installProvider(mirror, root);
    chmodSync(first?.path ?? "", 0o644);
    const again = await installProvider(mirror, root);
    expect(again.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    expect(statSync(first?.path ?? "").mode & 0o777).toBe(0o755);
    expect(filesBelow(mirror)).toEqual(layout);
  });

  test("another build of the same version replaces the installed one, with a message", async () => {
    const mirror = temporaryFolder();
    await installProvider(mirror, packageWith(SCRIPT));
    const again = await installProvider(mirror, packageWith(`${SCRIPT}// newer\n`));
    expect(again.map(({ outcome }) => outcome)).toEqual(["replaced", "replaced"]);
    expect(readFileSync(again[0]?.path ?? "", "utf8")).toContain("newer");
  });

  test("a lost or damaged file is put back", async () => {
    const mirror = temporaryFolder();
    const root = packageWith(SCRIPT);
    const [first, second] = (await installProvider(mirror, root)).map(({ path }) => dirname(path));
    rmSync(join(first ?? "", "plugin.js"));
    writeFileSync(join(second ?? "", "plugin.js"), "damaged");
    const again = await installProvider(mirror, root);
    expect(again.map(({ outcome }) => outcome)).toEqual(["replaced", "replaced"]);
    for (const { path } of again) {
      expect(readFileSync(join(dirname(path), "plugin.js"), "utf8")).toBe(BUNDLE);
    }
  });

  test.each(["terraform-provider-netfoundry", "plugin.js"])(
    "without its %s the provider is not built, which says what to run",
    async (name) => {
      const root = packageWith(SCRIPT);
      const missing = join(root.directory, "dist", "provider", name);
      rmSync(missing);
      await expect(installProvider(temporaryFolder(), root)).rejects.toThrow(
        `the provider is not built: ${missing} is missing; run \`npm run build\``,
      );
    },
  );

  test("a mirror that cannot be written is an error that says where", async () => {
    const mirror = file(join(temporaryFolder(), "a file"));
    await expect(installProvider(mirror, packageWith(SCRIPT))).rejects.toThrow(
      /the mirror cannot be written: .*a file/,
    );
  });
});

test("a mirror where the system refuses directories is an error, not an endless wait", async () => {
  await expect(installProvider("/proc/nowhere/mirror", packageWith(SCRIPT))).rejects.toThrow(
    "the mirror cannot be written",
  );
});

describe("the command", () => {
  async function install(mirror: string, platform: string, json = false): Promise<Record<string, string>> {
    const written = { stdout: "", stderr: "" };
    const into = (stream: keyof typeof written) => (text: string) => {
      written[stream] += text;
    };
    const given = { stdout: into("stdout"), stderr: into("stderr"), platform, root: packageWith(SCRIPT) };
    await providerInstall({ dir: mirror, json }, given);
    return written;
  }

  test("writes the folders of every platform under both registries, with equal files", async () => {
    const mirror = temporaryFolder();
    await install(mirror, "linux_amd64");
    for (const host of ["registry.terraform.io", "registry.opentofu.org"]) {
      const folder = join(mirror, host, "netfoundry", "netfoundry", "1.2.3");
      expect(readdirSync(folder).sort()).toEqual([...NODE_PLATFORMS].sort());
      const files = NODE_PLATFORMS.map((platform) => filesBelow(join(folder, platform)));
      expect(new Set(files.map((names) => names.join()))).toEqual(
        new Set([[...BUILT, "terraform-provider-netfoundry_v1.2.3"].join()]),
      );
    }
  });

  test("writes that of the machine at hand too, where a team has others", async () => {
    const mirror = temporaryFolder();
    await install(mirror, "openbsd_amd64");
    const folders = readdirSync(join(mirror, "registry.terraform.io", "netfoundry", "netfoundry", "1.2.3"));
    expect(folders.sort()).toEqual([...NODE_PLATFORMS, "openbsd_amd64"].sort());
  });

  test("sends the CLI configuration alone to standard output, so that it can go into a file", async () => {
    const mirror = temporaryFolder();
    const { stdout, stderr } = await install(mirror, "linux_amd64");
    expect(stdout).toBe(cliConfiguration(mirror, "registry"));
    expect(stderr).toContain("TF_CLI_CONFIG_FILE");
    expect(stderr).toContain("installed  ");
  });

  test("as JSON says where the folders are and what the CLI configuration is", async () => {
    const mirror = temporaryFolder();
    const { stdout, stderr } = await install(mirror, "linux_amd64", true);
    const answer = JSON.parse(stdout ?? "");
    expect(stderr).toBe("");
    expect(answer).toMatchObject({
      version: "1.2.3",
      mirror,
      cliConfiguration: cliConfiguration(mirror, "registry"),
    });
    expect(answer.installed).toHaveLength(12);
    expect(answer.installed[0]).toEqual({
      platform: "linux_amd64",
      outcome: "installed",
      path: join(
        mirror,
        "registry.terraform.io/netfoundry/netfoundry/1.2.3/linux_amd64",
        "terraform-provider-netfoundry_v1.2.3",
      ),
    });
  });

  test("on Windows names the zip to unpack, and where", async () => {
    const mirror = temporaryFolder();
    await expect(install(mirror, "windows_amd64")).rejects.toThrow(
      `unpack terraform-provider-netfoundry_1.2.3_windows_amd64.zip of the release into ` +
        `${mirror}\\registry.terraform.io`,
    );
    expect(readdirSync(mirror)).toEqual([]);
  });
});

describe("the CLI configuration", () => {
  test("takes this provider from the mirror and everything else from its registry", () => {
    expect(cliConfiguration("/srv/mirror", "registry")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/srv/mirror"
    include = [
      "registry.terraform.io/netfoundry/netfoundry",
      "registry.opentofu.org/netfoundry/netfoundry",
    ]
  }
  direct {
    exclude = [
      "registry.terraform.io/netfoundry/netfoundry",
      "registry.opentofu.org/netfoundry/netfoundry",
    ]
  }
}
`);
  });

  test("without a registry nothing is ever looked for elsewhere", () => {
    expect(cliConfiguration("/srv/mirror", "nowhere")).not.toContain("direct");
  });

  test.each(["plain", "with space", 'with "quote"', "with \\ backslash", "with $\u007bbrace}"])(
    "terraform finds the provider in a mirror %s",
    async (name) => {
      const mirror = join(temporaryFolder(), name);
      mkdirSync(mirror);
      await installProvider(mirror, packageWith(SCRIPT));
      const workspace = new TerraformFolder({
        header: REQUIRE_NETFOUNDRY,
        cliConfiguration: cliConfiguration(mirror, "registry"),
      }).configure("");
      expect(await workspace.terraform("init", "-input=false")).toMatchObject({ code: 0, stderr: "" });
      expect(readFileSync(workspace.lockFile, "utf8")).toContain('version = "1.2.3"');
    },
  );
});

describe("the platform in Terraform's words", () => {
  test.each([
    ["linux", "x64", "linux_amd64"],
    ["linux", "arm64", "linux_arm64"],
    ["darwin", "arm64", "darwin_arm64"],
    ["linux", "ia32", "linux_386"],
    ["win32", "x64", "windows_amd64"],
  ] as const)("%s %s is %s", (system, architecture, platform) => {
    expect(terraformPlatform(system, architecture)).toBe(platform);
  });

  test("a platform Terraform does not know is refused by name", () => {
    expect(() => terraformPlatform("linux", "mips")).toThrow("linux/mips");
  });
});
