import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PACKAGE_NAME = "netfoundry-scim";

/** The package that this command belongs to. */
export interface PackageRoot {
  readonly directory: string;
  readonly version: string;
}

/**
 * Finds the package that this file belongs to, in the sources, in `dist/` or below `node_modules/`. Throws
 * when no package.json above has the package's name. Only a broken installation causes that.
 */
export function packageRoot(start: string = __dirname): PackageRoot {
  for (let directory = start; ; directory = dirname(directory)) {
    const manifest = readManifest(join(directory, "package.json"));
    if (manifest?.name === PACKAGE_NAME) return { directory, version: manifest.version };
    if (directory === dirname(directory)) {
      throw new Error(`no package.json of ${PACKAGE_NAME} in ${start} or above; install the package again`);
    }
  }
}

function readManifest(path: string): { name?: string; version: string } | null {
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8")) as { name?: string; version: string };
}
