import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Metafile } from "esbuild";
import { packageRoot } from "../../src/cli/package-root";
import { exitWith } from "../exit-with";
import { thirdPartyNotices } from "./third-party";

const CONSOLE = "src/server/console";
/** Where the built server looks for the page, below the root of the package. */
const BUILT_PAGE = `dist/${CONSOLE}/public`;

/**
 * Writes the page of the console into a folder: the script, the style, index.html and the notices. The same
 * sources give the same bytes on every machine.
 * @param directory the package, with its sources and `node_modules`.
 * @throws Error when a source cannot be bundled or a package has no licence.
 */
export async function bundleConsole(folder: string, directory = packageRoot().directory): Promise<Metafile> {
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: directory,
    entryPoints: { console: `${CONSOLE}/app/main.tsx` },
    outdir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "warning",
    metafile: true,
  });
  await copyFile(join(directory, CONSOLE, "public/index.html"), join(folder, "index.html"));
  await writeFile(join(folder, "THIRD-PARTY-NOTICES"), await thirdPartyNotices(metafile, directory));
  return metafile;
}

if (require.main === module) void exitWith(bundleConsole(join(packageRoot().directory, BUILT_PAGE)));
