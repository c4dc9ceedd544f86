import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./cli-error";
import type { PackageRoot } from "./package-root";

/**
 * The provider in the form that needs Node, as it is built, below the package. `package.json` tells Node that the program
 * is CommonJS: without it, Node asks the next `package.json` further up, which may belong to a project of ES modules.
 */
export const BUILT_PROVIDER = {
  folder: "dist/provider",
  program: "terraform-provider-netfoundry",
  // Terraform takes any file whose name begins like the program's for the program.
  beside: ["plugin.js", "axios.js", "package.json", "LICENSE", "THIRD-PARTY-NOTICES"],
} as const;

/** One file of the provider. */
export interface PackagedFile {
  readonly name: string;
  readonly contents: Buffer;
  /** Unix mode. The program needs 755: with less, `terraform init` succeeds and the next command fails. */
  readonly mode: number;
}

/** The name of the program that Terraform looks for. */
export function programName(version: string): string {
  return `${BUILT_PROVIDER.program}_v${version}`;
}

/**
 * The files that belong into one folder, the program last: whoever writes them in order has a program only when it can run.
 * @throws CliError when the provider is not built.
 */
export async function providerPackage({ directory, version }: PackageRoot): Promise<PackagedFile[]> {
  const { folder, program, beside } = BUILT_PROVIDER;
  const read = (name: string) => built(join(directory, folder, name));
  return Promise.all([
    ...beside.map(async (name) => ({ name, contents: await read(name), mode: 0o644 })),
    read(program).then((contents) => ({ name: programName(version), contents, mode: 0o755 })),
  ]);
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
