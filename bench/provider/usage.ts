/**
 * Loaded into each plugin process (NODE_OPTIONS) of a run that measures load: counts the calls it gets, and writes at its
 * end what it used, one line of JSON per process, into the file that BENCH_USAGE names.
 */
import { appendFileSync } from "node:fs";
import http2 from "node:http2";

/** What one plugin process used. */
export interface Usage {
  readonly calls: number;
  /** User and system. */
  readonly cpuMilliseconds: number;
  readonly maxMegabytes: number;
}

const { BENCH_USAGE, TF_PLUGIN_MAGIC_COOKIE } = process.env;

if (BENCH_USAGE !== undefined && TF_PLUGIN_MAGIC_COOKIE !== undefined) {
  let calls = 0;
  const create = http2.createSecureServer;
  http2.createSecureServer = ((...args: Parameters<typeof create>) => {
    const server = create(...args);
    server.on("session", (session) => session.on("stream", () => calls++));
    return server;
  }) as typeof create;
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage: Usage = {
      calls,
      cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000,
      maxMegabytes: maxRSS / 1024,
    };
    appendFileSync(BENCH_USAGE, `${JSON.stringify(usage)}\n`);
  });
}
