import { readdirSync, readFileSync } from "node:fs";

/**
 * The processor time of a process with all its threads, in microseconds. NaN when the system does not tell.
 */
export function processorMicroseconds(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ", 1)[0]),
    );
    return nanoseconds.reduce((sum, value) => sum + value, 0) / 1000;
  } catch {
    return Number.NaN;
  }
}

/** The resident memory of a process in megabytes. NaN when the system does not tell. */
export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return Number.NaN;
  }
}
