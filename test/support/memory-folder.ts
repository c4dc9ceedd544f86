import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** Bytes that have to be free there. A container often has 64 MB in all. */
const ROOM = 2 ** 30;

/**
 * Makes a folder for a small database, in memory where the system has a folder there. SQLite works as on a
 * disk, but a commit does not wait for one. The caller removes the folder.
 */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), prefix));
}

function hasRoom(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}
