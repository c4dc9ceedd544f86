import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { terraformPlatform } from "../../src/cli/platform";
import { installProvider } from "../../src/cli/provider-mirror";
import { cliConfiguration } from "../../src/cli/terraform/cli-configuration";
import { findTerraform } from "../../src/cli/terraform/terraform";
import { file, removeTemporaryDirectories, temporaryDirectory } from "./temporary";

afterAll(removeTemporaryDirectories);

const SCRIPT = "#!/usr/bin/env node\n";
const PARTS = "the parts of the provider";

function packageWith(script: string): { directory: string; version: string } {
  const directory = temporaryDirectory();
  file(join(directory, "dist", "terraform-provider-netfoundry"), script);
  file(join(directory, "dist", "provider.parts"), PARTS);
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
    ["package.json", "provider.parts", "terraform-provider-netfoundry_v1.2.3"].map(
      (name) => `${host}/netfoundry/netfoundry/1.2.3/${platform}/${name}`,
    ),
  );

  test("puts its files per registry host, for this platform alone, and nothing else", async () => {
    const mirror = join(temporaryDirectory(), "new", "mirror");
    const installed = await installProvider(mirror, packageWith(SCRIPT));
    expect(filesBelow(mirror)).toEqual(layout);
    expect(installed.map(({ outcome }) => outcome)).toEqual(["installed", "installed"]);
    for (const { path } of installed) {
      expect(statSync(path).mode & 0o777).toBe(0o755);
      expect(readFileSync(path, "utf8")).toBe(SCRIPT);
      expect(readFileSync(join(dirname(path), "provider.parts"), "utf8")).toBe(PARTS);
    }
  });

  test("again: nothing changes, and a lost mode is given back", async () => {
    const mirror = temporaryDirectory();
    const root = packageWith(SCRIPT);
    const [first] = await installProvider(mirror, root);
    chmodSync(first?.path ?? "", 0o644);
    const again = await installProvider(mirror, root);
    expect(again.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
    expect(statSync(first?.path ?? "").mode & 0o777).toBe(0o755);
    expect(filesBelow(mirror)).toEqual(layout);
  });

  test("another build of the same version replaces the one that is there, and says so", async () => {
    const mirror = temporaryDirectory();
    await installProvider(mirror, packageWith(SCRIPT));
    const again = await installProvider(mirror, packageWith(`${SCRIPT}// newer\n`));
    expect(again.map(({ outcome }) => outcome)).toEqual(["replaced", "replaced"]);
    expect(readFileSync(again[0]?.path ?? "", "utf8")).toContain("newer");
  });

  test("a lost or damaged file is put back", async () => {
    const mirror = temporaryDirectory();
    const root = packageWith(SCRIPT);
    const [first, second] = (await installProvider(mirror, root)).map(({ path }) => dirname(path));
    rmSync(join(first ?? "", "provider.parts"));
    writeFileSync(join(second ?? "", "provider.parts"), "damaged");
    const again = await installProvider(mirror, root);
    expect(again.map(({ outcome }) => outcome)).toEqual(["replaced", "replaced"]);
    for (const { path } of again) {
      expect(readFileSync(join(dirname(path), "provider.parts"), "utf8")).toBe(PARTS);
    }
  });

  test.each(["terraform-provider-netfoundry", "provider.parts"])(
    "without its %s the provider is not built, which says what to run",
    async (name) => {
      const root = packageWith(SCRIPT);
      const missing = join(root.directory, "dist", name);
      rmSync(missing);
      await expect(installProvider(temporaryDirectory(), root)).rejects.toThrow(
        `the provider is not built: ${missing} is missing; run \`npm run build\``,
      );
    },
  );

  test("a mirror that cannot be written is an error that says where", async () => {
    const mirror = file(join(temporaryDirectory(), "a file"));
    await expect(installProvider(mirror, packageWith(SCRIPT))).rejects.toThrow(
      /the mirror cannot be written: .*a file/,
    );
  });
});

test("a mirror where the system lets nobody make a directory is an error, not a wait without end", async () => {
  await expect(installProvider("/proc/nowhere/mirror", packageWith(SCRIPT))).rejects.toThrow(
    "the mirror cannot be written",
  );
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
      const directory = temporaryDirectory();
      const mirror = join(directory, name);
      mkdirSync(mirror);
      await installProvider(mirror, packageWith(SCRIPT));
      writeFileSync(join(directory, "terraform.rc"), cliConfiguration(mirror, "registry"));
      writeFileSync(
        join(directory, "main.tf"),
        'terraform {\n  required_providers {\n    netfoundry = { source = "netfoundry/netfoundry" }\n  }\n}\n',
      );
      const { status, stderr } = spawnSync(findTerraform(), ["init", "-input=false", "-no-color"], {
        cwd: directory,
        env: {
          PATH: process.env.PATH,
          CHECKPOINT_DISABLE: "1",
          TF_CLI_CONFIG_FILE: join(directory, "terraform.rc"),
        },
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(readFileSync(join(directory, ".terraform.lock.hcl"), "utf8")).toContain('version = "1.2.3"');
    },
  );
});

describe("the platform in Terraform's words", () => {
  test.each([
    ["linux", "x64", "linux_amd64"],
    ["linux", "arm64", "linux_arm64"],
    ["darwin", "arm64", "darwin_arm64"],
    ["linux", "ia32", "linux_386"],
  ] as const)("%s %s is %s", (system, architecture, platform) => {
    expect(terraformPlatform(system, architecture)).toBe(platform);
  });

  test("Windows is refused, with a way out", () => {
    expect(() => terraformPlatform("win32", "x64")).toThrow("use WSL instead");
  });

  test("a platform Terraform does not know is refused by name", () => {
    expect(() => terraformPlatform("linux", "mips")).toThrow("linux/mips");
  });
});
