import { execFileSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "postject";
import { CliError } from "../../src/cli/cli-error";
import { terraformPlatform } from "../../src/cli/platform";
import { bundleInOneFile } from "../bundle/bundle-provider";
import { fetchNode, isSelfContained, NODE_VERSION } from "./node-packages";

/**
 * The name and the mark by which Node finds its program (nodejs.org/api/single-executable-applications.html).
 */
const RESOURCE = "NODE_SEA_BLOB";
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";

/**
 * The provider as one executable for Windows: a single executable application of Node and the bundle. A Node
 * of the same version on this machine prepares the bundle.
 * @param node the path of `node.exe`.
 * @throws CliError when this machine has no such Node.
 */
export async function windowsProgram(node: string): Promise<Buffer> {
  const platform = terraformPlatform();
  if (!isSelfContained(platform) || platform === "windows_amd64") {
    throw new CliError(`the form for Windows cannot be made on ${platform}; make it on Linux or macOS`);
  }
  const folder = await mkdtemp(join(tmpdir(), "windows-program-"));
  try {
    await bundleInOneFile(join(folder, "main.js"));
    const settings = { main: "main.js", output: "program.blob", disableExperimentalSEAWarning: true };
    await writeFile(join(folder, "settings.json"), JSON.stringify(settings));
    const ownNode = join(fetchNode(platform), "bin", "node");
    execFileSync(ownNode, ["--experimental-sea-config", "settings.json"], { cwd: folder, stdio: "pipe" });
    const program = join(folder, `node-${NODE_VERSION}.exe`);
    await copyFile(node, program);
    await inject(program, RESOURCE, await readFile(join(folder, "program.blob")), { sentinelFuse: FUSE });
    return await readFile(program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
