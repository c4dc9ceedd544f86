import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PackageRoot } from "../../src/cli/package-root";
import { type PackagedFile, programName, providerPackage } from "../../src/cli/provider/package";
import { fetchNode, type SelfContainedPlatform } from "./node-packages";
import { windowsProgram } from "./windows-program";

/** The file that the launcher starts: the program of the form that needs Node. */
const MAIN = "main.js";

/**
 * The provider with a Node, for users who have none. On Unix: the built provider, the unmodified `node`, and
 * a launcher under the provider's name. On Windows, which starts no scripts: one executable.
 * @throws CliError when the provider is not built or Node cannot be fetched.
 */
export async function selfContainedForm(
  platform: SelfContainedPlatform,
  root: PackageRoot,
): Promise<PackagedFile[]> {
  const built = await providerPackage(root);
  const licence = plain("LICENSE.node", await readFile(join(fetchNode("linux_amd64"), "LICENSE")));
  const program = programName(root.version);
  if (platform === "windows_amd64") {
    const notices = built.filter(({ name }) => name === "LICENSE" || name === "THIRD-PARTY-NOTICES");
    const contents = await windowsProgram();
    return [...notices, licence, { name: `${program}.exe`, contents, mode: 0o755 }];
  }
  const node = await readFile(join(fetchNode(platform), "bin", "node"));
  const launcher = await readFile(join(root.directory, "tools", "release", "launcher.sh"));
  return [
    ...built.map((file) => (file.name === program ? plain(MAIN, file.contents) : file)),
    licence,
    { name: "node", contents: node, mode: 0o755 },
    { name: program, contents: launcher, mode: 0o755 },
  ];
}

function plain(name: string, contents: Buffer): PackagedFile {
  return { name, contents, mode: 0o644 };
}
