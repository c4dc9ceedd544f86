import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A program that waits for the end of its input, then stops the server whose data is in the folder and
 * removes the folder. The input ends when the process at its other end does, however that one ends.
 */
const GUARD = `
cat >/dev/null
server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$server" ]; then
  kill -QUIT "$server"
  while kill -0 "$server" 2>/dev/null; do sleep 0.1; done
fi
rm -rf "$1"
`;

/**
 * A temporary folder, perhaps with a PostgreSQL server in it, both of which end with the process that made
 * it.
 */
export interface GuardedFolder {
  readonly folder: string;
  /** Stops the server, if one was started there, and removes the folder. */
  remove(): Promise<void>;
}

/** Makes a temporary folder whose name starts with the prefix. It is removed when this process ends. */
export function guardedFolder(prefix: string, parent: string = tmpdir()): GuardedFolder {
  const folder = mkdtempSync(join(parent, prefix));
  // In a session of its own, it outlives a Ctrl-C that ends this process.
  const guard = spawn("sh", ["-c", GUARD, "guard", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  (guard.stdin as Socket).unref();
  const remove = async () => {
    const gone = once(guard, "exit");
    guard.ref();
    guard.stdin.end();
    await gone;
  };
  return { folder, remove };
}
