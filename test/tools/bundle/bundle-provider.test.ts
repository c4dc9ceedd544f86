import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import { packageRoot } from "../../../src/cli/package-root";
import { BUILT_PROVIDER } from "../../../src/cli/provider/package";
import { bundleProvider } from "../../../tools/bundle/bundle-provider";
import { bundledPackages } from "../../../tools/bundle/third-party";
import { NODE_VERSION } from "../../../tools/release/node-packages";
import { bundleClockedProvider } from "../../support/moved-clock/clocked-provider";
import { temporaryFolder } from "../../support/temporary-folder";
import { nodeOfRelease } from "../node-of-release";

jest.setTimeout(60_000);

const ROOT = packageRoot().directory;
const folder = join(temporaryFolder(), "provider");
const program = join(folder, BUILT_PROVIDER.program);
let metafile: Metafile;

beforeAll(async () => {
  metafile = await bundleProvider(folder);
});
function source(name: string): string {
  return readFileSync(join(folder, name), "utf8");
}

/** SHA-256 of each file of a folder. */
function sums(of: string): Record<string, string> {
  const sum = (name: string) => createHash("sha256").update(readFileSync(join(of, name)));
  return Object.fromEntries(readdirSync(of).map((name) => [name, sum(name).digest("hex")]));
}

test("the folder holds the files that an installation takes, and nothing else", () => {
  expect(readdirSync(folder).sort()).toEqual([...BUILT_PROVIDER.otherFiles, BUILT_PROVIDER.program].sort());
});

test("the program is an executable that node runs, and small: Node reads it before the handshake", () => {
  expect(source(BUILT_PROVIDER.program).startsWith("#!/usr/bin/env node\n")).toBe(true);
  expect(statSync(program).mode & 0o777).toBe(0o755);
  expect(statSync(program).size).toBeLessThan(20_000);
});

test("the bundle can be read, and says which source each piece comes from", () => {
  expect(source("plugin.js")).toContain("\n// src/provider/provider.ts\n");
  expect(source(BUILT_PROVIDER.program)).toContain("\n// src/provider/main.ts\n");
});

test("no file names the place where it was built", () => {
  for (const name of readdirSync(folder)) expect(source(name)).not.toContain(ROOT);
});

describe("nothing moves the clock of the bundle", () => {
  const readsClockFile = (from: string) =>
    readdirSync(from).some((name) => readFileSync(join(from, name), "utf8").includes("MOVED_CLOCK_FILE"));
  const sourcesOf = (of: Metafile) => Object.keys(of.inputs);

  test("it is made of sources and packages alone, and keeps the clock of the system", () => {
    expect(sourcesOf(metafile).filter((path) => !/^(src|node_modules)\//.test(path))).toEqual([]);
    expect(sourcesOf(metafile)).toContain("src/client/system-clock.ts");
    expect(readsClockFile(folder)).toBe(false);
  });

  test("a build of the tests differs from it in that clock alone", async () => {
    const clocked = await bundleClockedProvider();
    const added = sourcesOf(clocked.metafile).filter((path) => !sourcesOf(metafile).includes(path));
    expect(added).toEqual(["test/support/moved-clock/moved-clock.ts"]);
    expect(readsClockFile(clocked.folder)).toBe(true);
  });
});

test("the notices name every package whose code is in the bundle", async () => {
  const packages = await bundledPackages(metafile, ROOT);
  expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(["axios", "jose", "zod"]));
  for (const { name, version } of packages)
    expect(source("THIRD-PARTY-NOTICES")).toContain(`${name} ${version}\n\n`);
});

test("it starts through a symbolic link", () => {
  const link = join(temporaryFolder(), "terraform-provider-netfoundry");
  symlinkSync(program, link);
  const { status, stdout, stderr } = spawnSync(link, { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("This is the Terraform provider registry.terraform.io/netfoundry/netfoundry");
});

describe("the same sources give the same bytes", () => {
  /** Builds from a copy of the sources in a folder of another name, with the node at a path. */
  async function buildElsewhere(node: string): Promise<string> {
    const copy = temporaryFolder();
    const packages = await bundledPackages(metafile, ROOT);
    const copied = [
      "src",
      "package.json",
      "tsconfig.json",
      "LICENSE",
      ...packages.map((each) => each.folder),
    ];
    for (const name of copied) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    const built = join(copy, "built");
    const bundler = JSON.stringify(join(ROOT, "dist/tools/bundle/bundle-provider.js"));
    const script = `require(${bundler}).bundleProvider(...process.argv.slice(1))`;
    execFileSync(node, ["-e", script, built, copy]);
    return built;
  }

  test("in another folder", async () => {
    expect(sums(await buildElsewhere(process.execPath))).toEqual(sums(folder));
  });

  if ("missing" in nodeOfRelease) {
    test.skip(`with Node ${NODE_VERSION} (skipped: ${nodeOfRelease.missing})`, () => {});
  } else {
    const { path } = nodeOfRelease;
    test(`with Node ${NODE_VERSION}`, async () => {
      expect(sums(await buildElsewhere(path))).toEqual(sums(folder));
    });
  }

  test("into a folder that held another build", async () => {
    const before = sums(folder);
    rmSync(join(folder, "plugin.js"));
    mkdirSync(join(folder, "of an older build"));
    await bundleProvider(folder);
    expect(sums(folder)).toEqual(before);
  });
});
