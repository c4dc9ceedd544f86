import { accessSync, constants, mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** Bytes that have to be free there. A container often has 64 MB in all. */
const ROOM = 2 ** 30;

/** The variable with the folder of this run. Jest's setup sets it for all workers. */
export const RUN_VARIABLE = "NETFOUNDRY_TEST_MEMORY";

/**
 * Makes a folder for a small database, in memory where the system has a folder there. SQLite works as on a
 * disk, but a commit does not wait for one. The caller removes the folder. When a run is killed before, the
 * folder goes with the run's own.
 */
export function memoryFolder(prefix: string): string {
  return mkdtempSync(join(process.env[RUN_VARIABLE] ?? memoryParent(), prefix));
}

/** The system's folder in memory, or else its temporary folder. */
export function memoryParent(): string {
  return hasRoom(MEMORY) ? MEMORY : tmpdir();
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
