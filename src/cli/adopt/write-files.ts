import { existsSync, rmSync, writeFileSync } from "node:fs";
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
  const written: string[] = [];
  try {
    for (const { path, content } of paths) {
      // Fails when somebody made the file meanwhile.
      writeFileSync(path, content, { flag: "wx" });
      written.push(path);
    }
  } catch (failure) {
    for (const path of written) rmSync(path, { force: true });
    throw failure;
  }
}
