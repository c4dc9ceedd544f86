import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Consumer } from "./consumer";

const COMMAND = "netfoundry-scim";
const READY_MS = 60_000;
const STOP_MS = 20_000;

interface ReadyLine {
  readonly url: string;
  readonly console: string;
}

/** The commands that a user runs after `npm install netfoundry-scim`. Each throws when it fails. */
export const COMMANDS: Readonly<Record<string, (consumer: Consumer) => Promise<unknown>>> = {
  "provider install": (consumer) => consumer.run("npx", [COMMAND, "provider", "install"]),
  serve,
  quickstart: (consumer) => consumer.run("npx", [COMMAND, "quickstart"]),
  "idp all": (consumer) => consumer.run("npx", [COMMAND, "idp", "all"]),
};

/** Starts the server, requests its console and ends it with SIGTERM. */
async function serve({ folder, environment }: Consumer): Promise<void> {
  const server = spawn("npx", [COMMAND, "serve", "--port", "0"], {
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
    const ready: ReadyLine = JSON.parse(
      await within(READY_MS, "its ready line", Promise.race([line, early])),
    );
    for (const url of [`${ready.url}/readyz`, ready.console]) {
      const { status } = await fetch(url);
      if (status !== 200) throw new Error(`GET ${url} gave ${status}`);
    }
    stop("SIGTERM");
    await within(STOP_MS, "its end after SIGTERM", ended);
  } catch (error) {
    throw new Error(
      `npx ${COMMAND} serve: ${(error as Error).message}\n${log.split("\n").slice(-10).join("\n")}`,
    );
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
