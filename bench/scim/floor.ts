import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { benchUser } from "./bench-user";
import { messages } from "./load";
import { type Measurement, Meter } from "./measurement";
import type { Operation } from "./operation";

/** The figures of a bare fastify server with HTTP and JSON on this machine, the floor of our server's. */
export interface HttpFloor {
  readonly connections: number;
  /** Answers a user. */
  readonly read: Measurement;
  /** Answers a page of a hundred users. */
  readonly page: Measurement;
  /** Reads a user and answers it. */
  readonly write: Measurement;
}

/** Measures a bare server with the same load generator. */
export async function httpFloors(
  connections: readonly number[],
  seconds: number,
  signal: AbortSignal,
): Promise<HttpFloor[]> {
  const child = fork(join(__dirname, "floor-server.js"), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    const [port] = await once(child, "message", { signal });
    const target = { child, url: `http://127.0.0.1:${port}`, signal };
    const all = async (count: number, time: number): Promise<HttpFloor> => ({
      connections: count,
      read: await measured(target, "read", count, time),
      page: await measured(target, "page", count, time),
      write: await measured(target, "write", count, time),
    });
    // The engine has compiled the code of both sides by then.
    await all(8, 1);
    const floors: HttpFloor[] = [];
    for (const count of connections) floors.push(await all(count, seconds));
    return floors;
  } finally {
    child.kill("SIGKILL");
    if (child.exitCode === null) await once(child, "exit");
  }
}

interface Target {
  readonly child: ChildProcess;
  readonly url: string;
  readonly signal: AbortSignal;
}

async function measured(
  { child, url, signal }: Target,
  kind: Operation["kind"],
  connections: number,
  seconds: number,
): Promise<Measurement> {
  const message = messages(url, null);
  const meter = new Meter();
  const span = { url, pid: child.pid ?? 0, connections, most: seconds * 1000, signal };
  const request = {
    read: () => message("GET", "/user"),
    page: () => message("GET", "/users"),
    write: (number: number) => message("POST", "/user", benchUser(number)),
  }[kind];
  await meter.round({ ...span, count: Number.POSITIVE_INFINITY, keepsBodies: false }, request);
  return meter.result();
}
