import { randomUUID } from "node:crypto";
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../errors/cli-error";
import { makeDirectory } from "../make-directory";
import type { PackageRoot } from "../package-root";
import { terraformPlatform } from "../platform";
import { type PackagedFile, programName, providerPackage } from "./package";

/** The addresses of the provider in Terraform's default registry and in OpenTofu's. */
export const PROVIDER_ADDRESSES = [
  "registry.terraform.io/netfoundry/netfoundry",
  "registry.opentofu.org/netfoundry/netfoundry",
] as const;

/** One copy of the provider in a mirror. */
export interface InstalledProvider {
  /** In Terraform's spelling: `linux_amd64`. */
  readonly platform: string;
  /** Path of the program. */
  readonly path: string;
  /**
   * `replaced`: the folder held another build of the same version. Lock files that name that build no longer
   * match.
   */
  readonly outcome: "installed" | "unchanged" | "replaced";
}

/**
 * Puts the built provider into a filesystem mirror, unpacked, under the address of each registry. A
 * repetition changes nothing.
 * @param platforms the platforms to write, with the same bytes for each; the current one when absent.
 * @throws CliError when the provider is not built, when the mirror cannot be written, and for Windows, which
 * cannot start a Node script as a plugin.
 */
export async function installProvider(
  mirror: string,
  root: PackageRoot,
  platforms: readonly string[] = [terraformPlatform()],
): Promise<InstalledProvider[]> {
  if (platforms.some((platform) => platform.startsWith("windows_")))
    throw windowsNeedsZip(mirror, root.version);
  const files = await providerPackage(root);
  const program = programName(root.version);
  const installed: InstalledProvider[] = [];
  try {
    for (const platform of platforms) {
      for (const address of PROVIDER_ADDRESSES) {
        const folder = join(mirror, address, root.version, platform);
        const outcome = await install(files, mirror, folder);
        installed.push({ platform, path: join(folder, program), outcome });
      }
    }
    return installed;
  } catch (error) {
    throw new CliError(`the mirror cannot be written: ${(error as Error).message}`);
  }
}

function windowsNeedsZip(mirror: string, version: string): CliError {
  const zip = `terraform-provider-netfoundry_${version}_windows_amd64.zip`;
  const folder = `${PROVIDER_ADDRESSES[0].replaceAll("/", "\\")}\\${version}\\windows_amd64`;
  return new CliError(
    "this form of the provider is a Node script, which Windows cannot start as a plugin; " +
      `unpack ${zip} of the release into ${mirror}\\${folder}, or use WSL`,
  );
}

/**
 * Writes the files of one folder. The program comes last, so its earlier state tells whether a provider was
 * there.
 */
async function install(
  files: readonly PackagedFile[],
  mirror: string,
  folder: string,
): Promise<InstalledProvider["outcome"]> {
  makeDirectory(folder);
  const found: Found[] = [];
  for (const file of files) found.push(await put(file, mirror, folder));
  if (found.at(-1) === "nothing") return "installed";
  return found.every((each) => each === "same") ? "unchanged" : "replaced";
}

/** What the folder held before a file was written. */
type Found = "nothing" | "same" | "other";

async function put({ name, contents, mode }: PackagedFile, mirror: string, folder: string): Promise<Found> {
  const path = join(folder, name);
  const before = await readFile(path).catch(() => null);
  if (before?.equals(contents)) {
    await chmod(path, mode);
    return "same";
  }
  // Not in the target's folder: Terraform hashes every file there and might start one.
  const partial = join(mirror, `.partial-${randomUUID()}`);
  try {
    await writeFile(partial, contents);
    await chmod(partial, mode);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return before === null ? "nothing" : "other";
}
