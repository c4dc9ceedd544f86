import { closeSync, existsSync, openSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../../adopt/generated-file";
import { CliError } from "../errors/cli-error";
import { makeDirectory } from "../make-directory";

/** What Terraform or OpenTofu reads of a folder, as one configuration. */
const CONFIGURATION = /\.(?:tf|tofu)(?:\.json)?$/;

/**
 * Refuses a folder that holds a configuration in HCL already.
 * @throws CliError that names its files.
 */
export function refuseConfiguration(directory: string): void {
  const names = existsSync(directory)
    ? readdirSync(directory).filter((name) => CONFIGURATION.test(name))
    : [];
  if (names.length === 0) return;
  throw new CliError(
    `Nothing was written, because ${directory} holds a configuration already: ${names.sort().join(", ")}. ` +
      "Terraform reads all files of a folder as one, so the provider block would be there twice. Give a " +
      "new folder with --out; its resource and import blocks can be moved here afterwards.",
  );
}

/**
 * Writes all files or none.
 * @throws CliError when one of them exists already, before any is written; the system's error when the disk
 *   is full, for example.
 */
export function writeFiles(directory: string, files: readonly GeneratedFile[]): void {
  const paths = files.map(({ name, content }) => ({ path: join(directory, name), content }));
  const taken = paths.filter(({ path }) => existsSync(path)).map(({ path }) => path);
  if (taken.length > 0) {
    throw new CliError(
      `Nothing was written, because these files exist: ${taken.join(", ")}. Give another folder with --out.`,
    );
  }
  makeDirectory(directory);
  const made: string[] = [];
  try {
    for (const { path, content } of paths) {
      // Fails when somebody made the file meanwhile.
      closeSync(openSync(path, "wx"));
      // Before the write: one that fails half-way leaves a file too.
      made.push(path);
      writeFileSync(path, content);
    }
  } catch (failure) {
    for (const path of made) rmSync(path, { force: true });
    throw failure;
  }
}
