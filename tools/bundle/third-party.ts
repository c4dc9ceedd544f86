import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** A package whose code is in a bundle. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** Path below the root of our own package, with slashes. */
  readonly folder: string;
}

/** The packages whose code a bundle holds, in the order of their folders. */
export async function bundledPackages(metafile: Metafile, directory: string): Promise<BundledPackage[]> {
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const folders = used.map(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const found = [...new Set(folders)].filter((folder) => folder !== undefined).sort();
  return Promise.all(
    found.map(async (folder) => {
      const manifest = await readFile(join(directory, folder, "package.json"), "utf8");
      const { name, version }: { name: string; version: string } = JSON.parse(manifest);
      return { name, version, folder };
    }),
  );
}

/**
 * The licences of the packages whose code a bundle holds. The authors require them.
 * @throws Error when a package has none.
 */
export async function thirdPartyNotices(metafile: Metafile, directory: string): Promise<string> {
  const packages = await bundledPackages(metafile, directory);
  const notices = packages.map(async ({ name, version, folder }) => {
    const licence = await licenceIn(join(directory, folder));
    if (licence === undefined) throw new Error(`${name} ${version} has no licence`);
    return `${name} ${version}\n\n${licence.trim()}\n`;
  });
  return (await Promise.all(notices)).join(`\n${"-".repeat(80)}\n\n`);
}

/** The licence file of a package, or the licence section at the end of its README. */
async function licenceIn(folder: string): Promise<string | undefined> {
  const files = (await readdir(folder)).sort();
  const text = async (name: RegExp) => {
    const file = files.find((each) => name.test(each));
    return file === undefined ? undefined : await readFile(join(folder, file), "utf8");
  };
  const readme = async () => (await text(/^readme/i))?.split(/^(?:#+ *)?licen[cs]e\n(?:-+\n)?/im).at(1);
  return (await text(/^licen[cs]e/i)) ?? (await readme());
}
