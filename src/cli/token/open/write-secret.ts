import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { CliError } from "../../errors/cli-error";

const OWNER_ONLY = 0o600;

/**
 * Writes a secret into a file that its owner alone can read; on Windows the folder decides that. The file
 * appears whole or not at all. A link, or anything else that is no plain file, is never written through.
 * Throws CliError.
 * @param overwrite whether to replace a file that is there.
 */
export function writeSecret(file: string, secret: string, overwrite: boolean): void {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile())
    throw new CliError(
      `${file} is ${there.isSymbolicLink() ? "a symbolic link" : "no plain file"}, and a secret is not ` +
        "written there. Name a plain file.",
    );
  if (there !== undefined && !overwrite) throw isThere(file);
  const part = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    writeNew(part, secret);
    // A link fails where the name was taken meanwhile. A rename replaces a link and does not follow it.
    if (overwrite) renameSync(part, file);
    else linkSync(part, file);
  } catch (failure) {
    const { code, message } = failure as NodeJS.ErrnoException;
    if (code === "EEXIST") throw isThere(file);
    throw new CliError(`${file} cannot be written: ${message.split(",")[0]}.`);
  } finally {
    rmSync(part, { force: true });
  }
}

function writeNew(file: string, secret: string): void {
  const descriptor = openSync(file, "wx", OWNER_ONLY);
  try {
    writeSync(descriptor, secret);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isThere(file: string): CliError {
  return new CliError(`${file} exists. Give --force to replace it.`);
}
