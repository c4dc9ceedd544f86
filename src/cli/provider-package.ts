import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./cli-error";
import type { PackageRoot } from "./package-root";

/** The provider as it is built, below the package: what is started, and what that reads beside itself. */
export const BUILT_PROVIDER = {
  folder: "dist",
  program: "terraform-provider-netfoundry",
  // Terraform takes any file that begins like the program for the program.
  parts: "provider.parts",
} as const;

/** One file of the provider as it is given to others. */
export interface PackagedFile {
  readonly name: string;
  readonly contents: Buffer;
  /** Unix mode: with anything less than 755 on the program `terraform init` succeeds and the first command fails. */
  readonly mode: number;
}

/** The files of the provider, which belong into one folder. */
export interface ProviderPackage {
  readonly program: PackagedFile;
  /** What the program needs beside it. */
  readonly beside: readonly PackagedFile[];
}

/**
 * Tells node that the program is no module. Without it node asks the next package.json further up, and where that is a
 * project of modules (`"type": "module"`), a provider that Terraform unpacked into it would not start.
 */
const NO_MODULE: PackagedFile = {
  name: "package.json",
  contents: Buffer.from(`${JSON.stringify({ type: "commonjs" })}\n`),
  mode: 0o644,
};

/** The built provider, under the names Terraform looks for. Throws CliError when it is not built. */
export async function providerPackage({ directory, version }: PackageRoot): Promise<ProviderPackage> {
  const { folder, program, parts } = BUILT_PROVIDER;
  return {
    program: {
      name: `${program}_v${version}`,
      contents: await built(join(directory, folder, program)),
      mode: 0o755,
    },
    beside: [{ name: parts, contents: await built(join(directory, folder, parts)), mode: 0o644 }, NO_MODULE],
  };
}

async function built(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === "ENOENT"
        ? `the provider is not built: ${path} is missing; run \`npm run build\``
        : `the provider cannot be read: ${message}`,
    );
  }
}
