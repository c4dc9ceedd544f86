import { randomUUID } from "node:crypto";
import { chmod, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./cli-error";
import { makeDirectory } from "./make-directory";
import type { PackageRoot } from "./package-root";
import { terraformPlatform } from "./platform";
import { type PackagedFile, type ProviderPackage, providerPackage } from "./provider-package";

/** Addresses under which the provider is found: Terraform's default registry and OpenTofu's. */
export const PROVIDER_ADDRESSES = [
  "registry.terraform.io/netfoundry/netfoundry",
  "registry.opentofu.org/netfoundry/netfoundry",
] as const;

/** One copy of the provider in a mirror. */
export interface InstalledProvider {
  /** Of the program. */
  readonly path: string;
  /** `replaced`: another build of the same version was there, so lock files that name it no longer fit. */
  readonly outcome: "installed" | "unchanged" | "replaced";
}

/**
 * Puts the built provider into a filesystem mirror, unpacked, for the platform at hand. Repeating it changes
 * nothing. Throws CliError when it is not built or the mirror cannot be written.
 */
export async function installProvider(mirror: string, root: PackageRoot): Promise<InstalledProvider[]> {
  const files = await providerPackage(root);
  const platform = terraformPlatform();
  const folders = PROVIDER_ADDRESSES.map((address) => join(mirror, address, root.version, platform));
  try {
    return await Promise.all(folders.map((folder) => install(files, mirror, folder)));
  } catch (error) {
    throw new CliError(`the mirror cannot be written: ${(error as Error).message}`);
  }
}

async function install(
  { program, beside }: ProviderPackage,
  mirror: string,
  folder: string,
): Promise<InstalledProvider> {
  makeDirectory(folder);
  const before: Before[] = [];
  for (const file of beside) before.push(await put(file, mirror, folder));
  const programBefore = await put(program, mirror, folder);
  const path = join(folder, program.name);
  if (programBefore === "none") return { path, outcome: "installed" };
  const isSame = [programBefore, ...before].every((each) => each === "same");
  return { path, outcome: isSame ? "unchanged" : "replaced" };
}

type Before = "none" | "same" | "other";

/** Writes one file, unless it is there. Returns what was there before. */
async function put({ name, contents, mode }: PackagedFile, mirror: string, folder: string): Promise<Before> {
  const path = join(folder, name);
  const before = await readFile(path).catch(() => null);
  if (before?.equals(contents)) {
    await chmod(path, mode);
    return "same";
  }
  // Beside the hosts, not beside the target: Terraform hashes, and might start, any file it finds there.
  const partial = join(mirror, `.partial-${randomUUID()}`);
  try {
    await writeFile(partial, contents);
    await chmod(partial, mode);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return before === null ? "none" : "other";
}
