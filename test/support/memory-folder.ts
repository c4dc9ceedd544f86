import { accessSync, constants, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";

/**
 * Makes a folder for a small database, in memory where the system has a folder there. SQLite and its files work as on a
 * disk, but a commit waits for none. The caller removes it.
 */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(isWritable(MEMORY) ? MEMORY : tmpdir(), prefix));
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
