import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../errors/cli-error";
import type { PackageRoot } from "../package-root";

/**
 * The built provider in the form that needs Node, below the package. Its `package.json` tells Node that the
 * program is CommonJS. Without it, Node reads the next `package.json` above, which may belong to a project of
 * ES modules.
 */
export const BUILT_PROVIDER = {
  folder: "dist/provider",
  program: "terraform-provider-netfoundry",
  // Terraform mistakes any file whose name begins like the program's for the program.
  otherFiles: ["plugin.js", "axios.js", "package.json", "LICENSE", "THIRD-PARTY-NOTICES"],
} as const;

/** One file of the provider. */
export interface PackagedFile {
  readonly name: string;
  readonly contents: Buffer;
  /** Unix mode. The program needs 755. With less, `terraform init` succeeds and the next command fails. */
  readonly mode: number;
}

/** The name of the program that Terraform looks for. */
export function programName(version: string): string {
  return `${BUILT_PROVIDER.program}_v${version}`;
}

/**
 * The files of one folder, the program last. Written in this order, a program only appears when it can run.
 * @throws CliError when the provider is not built.
 */
export async function providerPackage({ directory, version }: PackageRoot): Promise<PackagedFile[]> {
  const { folder, program, otherFiles } = BUILT_PROVIDER;
  const read = (name: string) => built(join(directory, folder, name));
  return Promise.all([
    ...otherFiles.map(async (name) => ({ name, contents: await read(name), mode: 0o644 })),
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
