import { randomUUID } from "node:crypto";
import { chmod, copyFile, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CliError } from "./cli-error";
import { makeDirectory } from "./make-directory";
import type { PackageRoot } from "./package-root";
import { terraformPlatform } from "./platform";

/** Addresses under which the provider is found: Terraform's default registry and OpenTofu's. */
export const PROVIDER_ADDRESSES = [
  "registry.terraform.io/netfoundry/netfoundry",
  "registry.opentofu.org/netfoundry/netfoundry",
] as const;

/** The provider in one file, below the package. */
export const PROVIDER_BUNDLE = join("dist", "terraform-provider-netfoundry");

/** One copy of the provider in a mirror. */
export interface InstalledProvider {
  readonly path: string;
  /** `replaced`: another build of the same version was there, so lock files that name it no longer fit. */
  readonly outcome: "installed" | "unchanged" | "replaced";
}

/**
 * Puts the bundled provider into a filesystem mirror, unpacked, for the platform at hand. Repeating it changes
 * nothing. Throws CliError when the bundle is not built or the mirror cannot be written.
 */
export async function installProvider(mirror: string, root: PackageRoot): Promise<InstalledProvider[]> {
  const bundle = join(root.directory, PROVIDER_BUNDLE);
  const contents = await readFile(bundle).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT")
      throw new CliError(`the provider is not built: ${bundle} is missing; run \`npm run build\``);
    throw new CliError(`the provider cannot be read: ${error.message}`);
  });
  const platform = terraformPlatform();
  const file = `terraform-provider-netfoundry_v${root.version}`;
  const targets = PROVIDER_ADDRESSES.map((address) => join(mirror, address, root.version, platform, file));
  try {
    return await Promise.all(targets.map((target) => install(bundle, contents, mirror, target)));
  } catch (error) {
    throw new CliError(`the mirror cannot be written: ${(error as Error).message}`);
  }
}

async function install(
  bundle: string,
  contents: Buffer,
  mirror: string,
  path: string,
): Promise<InstalledProvider> {
  const before = await readFile(path).catch(() => null);
  if (before?.equals(contents)) {
    await chmod(path, 0o755);
    return { path, outcome: "unchanged" };
  }
  makeDirectory(dirname(path));
  // Beside the hosts, not beside the target: Terraform hashes, and might start, any file it finds there.
  const partial = join(mirror, `.partial-${randomUUID()}`);
  try {
    await copyFile(bundle, partial);
    await chmod(partial, 0o755);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return { path, outcome: before === null ? "installed" : "replaced" };
}
