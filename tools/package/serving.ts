import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Consumer } from "./consumer";

const READY_MS = 60_000;
const STOP_MS = 20_000;

/** What the server prints when it is ready. */
export interface ReadyLine {
  readonly url: string;
  readonly console: string;
}

/**
 * Runs the server of the installed package while some work is done, and ends it with SIGTERM. Throws with the
 * last lines of its log when it does not start, when it does not end, or when the work fails.
 */
export async function serving<Done>(
  { folder, environment }: Consumer,
  work: (ready: ReadyLine) => Promise<Done>,
): Promise<Done> {
  const server = spawn("npx", ["netfoundry-scim", "serve", "--port", "0"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    // npx runs a shell that runs the server. The signal must reach all of them.
    detached: true,
  });
  let log = "";
  server.stderr.on("data", (text: Buffer) => {
    log += text;
  });
  const ended = new Promise<number | null>((resolve) => server.once("close", resolve));
  const stop = (signal: NodeJS.Signals) => {
    if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, signal);
  };
  try {
    const line = new Promise<string>((resolve) => createInterface(server.stdout).once("line", resolve));
    const early = ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`)));
    const ready = JSON.parse(await within(READY_MS, "its ready line", Promise.race([line, early])));
    const done = await work(ready);
    stop("SIGTERM");
    await within(STOP_MS, "its end after SIGTERM", ended);
    return done;
  } catch (error) {
    const lines = log.split("\n").slice(-10).join("\n");
    throw new Error(`npx netfoundry-scim serve: ${(error as Error).message}\n${lines}`);
  } finally {
    stop("SIGKILL");
  }
}

/** Returns the value of the promise. Throws when it takes longer. */
async function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`waited ${milliseconds / 1000} s for ${what}`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
