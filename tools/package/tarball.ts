import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** The largest size of the tarball, in bytes. The console takes some 60 KB of it, the gateway some 40 KB. */
const LARGEST = 1_200_000;

/** The package as `npm publish` would send it. */
export interface Tarball {
  readonly file: string;
  /** Its size, in bytes. */
  readonly size: number;
  /** Paths of the files in it. */
  readonly paths: readonly string[];
}

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the package of a folder into another folder. It does not build first. */
export async function pack(packageFolder: string, into: string): Promise<Tarball> {
  const args = ["pack", "--json", "--silent", "--ignore-scripts", "--pack-destination", into];
  const { stdout } = await promisify(execFile)("npm", args, { cwd: packageFolder, maxBuffer: 64 * 2 ** 20 });
  // Newer versions of npm print an object by package name, older ones a list.
  const [packed] = Object.values(JSON.parse(stdout) as Record<string, Packed>);
  if (packed === undefined) throw new Error("npm pack named no tarball");
  return {
    file: join(into, packed.filename),
    size: packed.size,
    paths: packed.files.map(({ path }) => path),
  };
}

/** The faults of a tarball, one text each. */
export function tarballProblems({ size, paths }: Tarball): string[] {
  const maps = paths.filter((path) => path.endsWith(".map"));
  return [
    ...(size > LARGEST ? [`the tarball has ${size} bytes, at most ${LARGEST} are allowed`] : []),
    ...(maps.length > 0 ? [`the tarball holds ${maps.length} source maps, such as ${maps[0]}`] : []),
  ];
}
