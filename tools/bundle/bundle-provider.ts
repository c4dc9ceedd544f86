import { copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";
import { packageRoot } from "../../src/cli/package-root";
import { BUILT_PROVIDER } from "../../src/cli/provider/package";
import { exitWith } from "../exit-with";
import { thirdPartyNotices } from "./third-party";

const ENTRY = "src/provider/main.ts";

/**
 * CommonJS for every supported Node. It is not minified, so that people can read stack traces and the file.
 */
const OPTIONS = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
  metafile: true,
} satisfies BuildOptions;

/**
 * Writes the provider into a folder, which it empties first: the program, the bundle that the program loads,
 * and the notices. They need nothing but Node. The same sources give the same bytes on every machine, in
 * every folder and with every Node.
 * @param directory the package, with its sources and `node_modules`.
 * @param plugins of esbuild, for a build that is not shipped: tests put another clock in.
 * @throws Error when a source cannot be bundled or a package has no licence.
 */
export async function bundleProvider(
  folder: string,
  directory = packageRoot().directory,
  plugins: Plugin[] = [],
): Promise<Metafile> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // The program prints the handshake line first and then loads the rest, which takes most of a start. axios
  // is half of all code, so only a process that sends a request loads it.
  const { metafile } = await build({
    ...OPTIONS,
    absWorkingDir: directory,
    entryPoints: {
      [BUILT_PROVIDER.program]: ENTRY,
      plugin: "src/provider/plugin.ts",
      axios: "node_modules/axios/index.js",
    },
    alias: { axios: "./axios.js" },
    external: ["./plugin", "./axios.js"],
    plugins,
    outdir: folder,
  });
  await rename(join(folder, `${BUILT_PROVIDER.program}.js`), join(folder, BUILT_PROVIDER.program));
  await writeFile(join(folder, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  await copyFile(join(directory, "LICENSE"), join(folder, "LICENSE"));
  await writeFile(join(folder, "THIRD-PARTY-NOTICES"), await thirdPartyNotices(metafile, directory));
  return metafile;
}

/** Writes the whole provider into one file, for a program that can load no other file. */
export async function bundleInOneFile(file: string, directory = packageRoot().directory): Promise<void> {
  await build({ ...OPTIONS, absWorkingDir: directory, entryPoints: [ENTRY], outfile: file });
}

if (require.main === module) {
  void exitWith(bundleProvider(join(packageRoot().directory, BUILT_PROVIDER.folder)));
}
