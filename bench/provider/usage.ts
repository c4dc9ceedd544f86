/**
 * Loaded into each plugin process (NODE_OPTIONS) of a run that measures load: counts the calls it gets, and writes at its
 * end what it used, one line of JSON per process, into the file that BENCH_USAGE names.
 */
import { appendFileSync } from "node:fs";
import http2 from "node:http2";

/** What one plugin process used, as a whole or from a moment on. */
export interface Used {
  readonly calls: number;
  /** User and system. */
  readonly cpuMilliseconds: number;
}

export interface Usage extends Used {
  /** From its ConfigureProvider call on, which is when the start is over; null for a process that had none. */
  readonly configured: Used | null;
  readonly maxMegabytes: number;
}

const { BENCH_USAGE, TF_PLUGIN_MAGIC_COOKIE } = process.env;
const CONFIGURE = "/tfplugin6.Provider/ConfigureProvider";

let calls = 0;
let begun: Used | null = null;

function used(): Used {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { calls, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000 };
}

function count(path: string | undefined): void {
  if (path === CONFIGURE) begun ??= used();
  calls += 1;
}

function since(start: Used, now: Used): Used {
  return {
    calls: now.calls - start.calls,
    cpuMilliseconds: now.cpuMilliseconds - start.cpuMilliseconds,
  };
}

if (BENCH_USAGE !== undefined && TF_PLUGIN_MAGIC_COOKIE !== undefined) {
  const handshake = http2.performServerHandshake;
  http2.performServerHandshake = (...args) => {
    const session = handshake(...args);
    session.on("stream", (_, headers) => count(headers[":path"]));
    return session;
  };
  process.on("exit", () => {
    const now = used();
    const usage: Usage = {
      ...now,
      configured: begun === null ? null : since(begun, now),
      maxMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    appendFileSync(BENCH_USAGE, `${JSON.stringify(usage)}\n`);
  });
}
