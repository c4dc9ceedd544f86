import { existsSync, readFileSync } from "node:fs";

/** Waits until a condition holds. Throws after twenty seconds. */
export async function eventually(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Whether a process runs. A zombie, which has ended but whose parent has not noticed, does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/stat`;
    return !(existsSync(status) && readFileSync(status, "utf8").includes(") Z "));
  } catch {
    return false;
  }
}
