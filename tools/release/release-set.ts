import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILT_PROVIDER, type PackagedFile } from "../../src/cli/provider/package";
import { zipped } from "./archive";

/** The manifest that a registry reads (protocol 6, minor versions included). */
const MANIFEST = { version: 1, metadata: { protocol_versions: ["6.0"] } };

/** The contents of one folder of a release. */
export interface ReleaseSet {
  readonly version: string;
  /**
   * Makes the files of each zip, by Terraform's platform. Called one after the other, because each holds a
   * whole Node.
   */
  readonly forms: Readonly<Record<string, () => Promise<PackagedFile[]>>>;
  /** CycloneDX, in JSON. */
  readonly sbom: string;
  /** The GPG key that signs the sums; unsigned when absent. */
  readonly sign?: string;
}

/**
 * Writes the files of a registry or a mirror into a folder, which it empties first: one zip per platform, the
 * manifest, the SBOM, the SHA-256 sums of them all, and the signature of the sums. Without a signature, the
 * same forms give the same bytes.
 * @returns the paths of the files, in the order of the sums.
 * @throws Error when gpg cannot sign.
 */
export async function writeReleaseSet(folder: string, set: ReleaseSet): Promise<string[]> {
  const prefix = `${BUILT_PROVIDER.program}_${set.version}`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const sums: string[] = [];
  const written: string[] = [];
  const write = async (suffix: string, contents: Uint8Array | string) => {
    const path = join(folder, `${prefix}_${suffix}`);
    await writeFile(path, contents);
    written.push(path);
    sums.push(`${createHash("sha256").update(contents).digest("hex")}  ${prefix}_${suffix}\n`);
  };
  for (const [platform, files] of Object.entries(set.forms)) {
    await write(`${platform}.zip`, zipped(await files()));
  }
  await write("manifest.json", `${JSON.stringify(MANIFEST, null, 2)}\n`);
  await write("sbom.cdx.json", set.sbom);
  const sumsFile = join(folder, `${prefix}_SHA256SUMS`);
  await writeFile(sumsFile, sums.join(""));
  written.push(sumsFile);
  if (set.sign !== undefined) written.push(signed(sumsFile, set.sign));
  return written;
}

/** Signs a file as a registry requires: detached and binary. */
function signed(file: string, key: string): string {
  const signature = `${file}.sig`;
  const options = ["--batch", "--yes", "--local-user", key, "--output", signature];
  execFileSync("gpg", [...options, "--detach-sign", file], { stdio: "inherit", env: process.env });
  return signature;
}
