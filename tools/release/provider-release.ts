import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../../src/cli/cli-error";
import { type PackageRoot, packageRoot } from "../../src/cli/package-root";
import { NODE_PLATFORMS } from "../../src/cli/platform";
import { BUILT_PROVIDER, providerPackage } from "../../src/cli/provider-package";
import { zipped } from "./archive";

/** What a registry reads beside the zips (protocol 6, minor versions included). */
const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

/**
 * Writes what a registry or a mirror takes into a folder, emptied first: one zip per platform, the manifest, and the
 * SHA-256 sums of all of them. The same build gives the same bytes. The signature is left to whoever publishes:
 * `gpg --detach-sign` of the sums. Throws CliError when the provider is not built.
 * @returns the names of the files, in the order of the sums.
 */
export async function releaseProvider(folder: string, root: PackageRoot): Promise<readonly string[]> {
  const { version } = root;
  const archive = await zipped(await providerPackage(root));
  const manifest = Buffer.from(`${JSON.stringify(MANIFEST, null, 2)}\n`);
  const files: (readonly [string, Buffer])[] = [
    ...NODE_PLATFORMS.map(
      (platform) => [`${BUILT_PROVIDER.program}_${version}_${platform}.zip`, archive] as const,
    ),
    [`${BUILT_PROVIDER.program}_${version}_manifest.json`, manifest],
  ];
  const sums = files.map(([name, contents]) => `${sha256(contents)}  ${name}\n`).join("");
  const all = [...files, [`${BUILT_PROVIDER.program}_${version}_SHA256SUMS`, Buffer.from(sums)] as const];
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [name, contents] of all) await writeFile(join(folder, name), contents);
  return all.map(([name]) => name);
}

function sha256(contents: Buffer): string {
  return createHash("sha256").update(contents).digest("hex");
}

if (require.main === module) {
  const root = packageRoot();
  const folder = join(root.directory, "dist", "release");
  releaseProvider(folder, root).then(
    (names) => process.stdout.write(`${names.map((name) => join("dist", "release", name)).join("\n")}\n`),
    (failure: unknown) => {
      console.error(failure instanceof CliError ? failure.message : failure);
      process.exitCode = 1;
    },
  );
}
