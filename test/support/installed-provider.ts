import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryFolder } from "./temporary-folder";
import { REQUIRE_NETFOUNDRY, TerraformFolder } from "./terraform-folder";

const ROOT = resolve(__dirname, "../..");

/** The command line as it is built. */
export const CLI = join(ROOT, "dist/src/cli/main.js");

/** Throws when the command line has not been built. */
export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: run "npm run build" first`);
}

let mirror: string | null = null;

/** A mirror that holds the provider as `provider install` puts it there; one for the whole test file. */
export function providerMirror(): string {
  if (mirror !== null) return mirror;
  requireBuild();
  const folder = join(temporaryFolder(), "mirror");
  execFileSync(process.execPath, [CLI, "provider", "install", "--dir", folder], { stdio: "pipe" });
  mirror = folder;
  return folder;
}

/**
 * A terraform folder that uses the provider as users do: installed from a mirror, and configured by the
 * environment.
 */
export class InstalledProvider extends TerraformFolder {
  constructor(environment: NodeJS.ProcessEnv = {}) {
    super({ header: REQUIRE_NETFOUNDRY, mirror: providerMirror(), environment });
  }
}
