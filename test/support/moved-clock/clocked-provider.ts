import { join, resolve } from "node:path";
import type { Metafile, Plugin } from "esbuild";
import { packageRoot } from "../../../src/cli/package-root";
import { bundleProvider } from "../../../tools/bundle/bundle-provider";
import { temporaryFolder } from "../temporary-folder";

const MOVED_CLOCK = resolve(__dirname, "moved-clock.ts");

/** The bundle as it is shipped, but for its clock, which a file moves. */
export async function bundleClockedProvider(): Promise<{
  readonly folder: string;
  readonly metafile: Metafile;
}> {
  const folder = join(temporaryFolder(), "provider");
  return { folder, metafile: await bundleProvider(folder, packageRoot().directory, [movedClock]) };
}

const movedClock: Plugin = {
  name: "moved clock",
  setup({ onResolve }) {
    onResolve({ filter: /\/system-clock$/ }, ({ importer }) =>
      importer === MOVED_CLOCK ? undefined : { path: MOVED_CLOCK },
    );
  },
};
