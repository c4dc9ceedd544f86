/**
 * NODE_OPTIONS loads this into each plugin process of a run that measures load. It counts the calls. At the
 * end of the process, it appends a line of JSON with the usage to the file that BENCH_USAGE names.
 */
import { appendFileSync } from "node:fs";
import http2 from "node:http2";

/** What one plugin process used, in all or from a moment on. */
export interface Used {
  readonly calls: number;
  /** User and system time. */
  readonly cpuMilliseconds: number;
}

export interface Usage extends Used {
  /**
   * The usage after its ConfigureProvider call, which ends the start. Null for a process without this call.
   */
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
