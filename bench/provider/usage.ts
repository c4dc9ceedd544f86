/**
 * Loaded into each plugin process (NODE_OPTIONS) of a run that measures load: counts the calls it gets, and writes at its
 * end what it used, one line of JSON per process, into the file that BENCH_USAGE names.
 */
import { appendFileSync } from "node:fs";
import tls, { type TLSSocket } from "node:tls";
import { FRAME, FrameReader } from "../../src/tfplugin/wire/http2/frames";
import { HeaderReader } from "../../src/tfplugin/wire/http2/headers";

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
const PREFACE_LENGTH = 24;
const CONFIGURE = "/tfplugin6.Provider/ConfigureProvider";

let calls = 0;
let begun: Used | null = null;

function used(): Used {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return { calls, cpuMilliseconds: (userCPUTime + systemCPUTime) / 1000 };
}

/** Reads along with the provider. */
function count(socket: TLSSocket): void {
  const frames = new FrameReader();
  const headers = new HeaderReader();
  let isFirst = true;
  socket.on("data", (piece: Buffer) => {
    for (const { type, payload } of frames.read(isFirst ? piece.subarray(PREFACE_LENGTH) : piece)) {
      if (type !== FRAME.headers) continue;
      const path = headers.read(payload).find(([name]) => name === ":path")?.[1];
      if (path === CONFIGURE) begun ??= used();
      calls += 1;
    }
    isFirst = false;
  });
}

function since(start: Used, now: Used): Used {
  return {
    calls: now.calls - start.calls,
    cpuMilliseconds: now.cpuMilliseconds - start.cpuMilliseconds,
  };
}

if (BENCH_USAGE !== undefined && TF_PLUGIN_MAGIC_COOKIE !== undefined) {
  const create = tls.createServer;
  tls.createServer = ((...args: Parameters<typeof create>) =>
    create(...args).prependListener("secureConnection", count)) as typeof create;
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
