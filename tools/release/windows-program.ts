import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "postject";
import { CliError } from "../../src/cli/errors/cli-error";
import { terraformPlatform } from "../../src/cli/platform";
import { bundleInOneFile } from "../bundle/bundle-provider";
import { fetchNode, isSelfContained } from "./node-packages";
import { withoutSignature } from "./windows-signature";

/**
 * The name and the mark by which Node finds its program (nodejs.org/api/single-executable-applications.html).
 */
const RESOURCE = "NODE_SEA_BLOB";
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * The provider as one executable for Windows: a single executable application of Node and the bundle.
 * @throws CliError when npm cannot fetch Node, or when this machine cannot run a Node of the same version.
 */
export async function windowsProgram(): Promise<Buffer> {
  const node = await readFile(join(fetchNode("windows_amd64"), "bin", "node.exe"));
  return inTemporaryFolder(async (folder) => {
    const program = join(folder, "program.exe");
    await writeFile(program, withoutSignature(node));
    await inject(program, RESOURCE, await applicationBlob(), { sentinelFuse: FUSE });
    return readFile(program);
  });
}

/**
 * The bundle in the format that `node.exe` reads. The format differs between versions of Node, so a Node of
 * the version of `node.exe` writes it, and not the one that runs this program. Another platform can read it
 * only without a snapshot and a code cache.
 * @throws CliError when this machine has no such Node.
 */
export async function applicationBlob(): Promise<Buffer> {
  const platform = terraformPlatform();
  if (!isSelfContained(platform) || platform === "windows_amd64") {
    throw new CliError(`the form for Windows cannot be made on ${platform}; make it on Linux or macOS`);
  }
  const node = join(fetchNode(platform), "bin", "node");
  return inTemporaryFolder(async (folder) => {
    await bundleInOneFile(join(folder, "main.js"));
    // The blob holds the path of `main` as it is written here.
    const settings = {
      main: "main.js",
      output: "program.blob",
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: false,
    };
    await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
    execFileSync(node, ["--experimental-sea-config", "settings.json"], { cwd: folder, stdio: "pipe" });
    return readFile(join(folder, "program.blob"));
  });
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "windows-program-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
