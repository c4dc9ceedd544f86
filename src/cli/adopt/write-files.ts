import { closeSync, existsSync, openSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GeneratedFile } from "../../adopt/generated-file";
import { CliError } from "../cli-error";
import { makeDirectory } from "../make-directory";

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
