import { join } from "node:path";
import * as z from "zod/mini";
import { parse } from "../../contract/parse";
import type { ChildProcesses, Running } from "../child-processes";
import { withoutForeignSettings } from "../terraform/terraform";
import { CommandFailed } from "./run-command";
import type { Workspace } from "./workspace";

/** A credential of the management API. */
export interface Credential {
  readonly clientId: string;
  readonly clientSecret: string;
}

const readyLine = z.object({ url: z.url(), console: z.string(), networkId: z.string(), pid: z.int() });

/** The running reference server, in a process of its own. */
export interface QuickstartServer extends z.infer<typeof readyLine> {
  /** Stops the server as an operator would. Throws CommandFailed when it does not close cleanly. */
  stop(): Promise<void>;
}

const READY_MS = 30_000;
const STOP_MS = 10_000;

/** Starts `netfoundry-scim serve` on a free port and waits until it is ready. Throws CommandFailed. */
export async function startServerProcess(
  children: ChildProcesses,
  workspace: Workspace,
  credential: Credential,
): Promise<QuickstartServer> {
  const logFile = workspace.logFile("server");
  const lines = new FirstLine();
  const running = children.start({
    command: process.execPath,
    arguments: [join(__dirname, "..", "main.js"), "serve", "--port", "0", "--database", workspace.database],
    directory: workspace.directory,
    environment: {
      ...withoutForeignSettings(process.env),
      NF_CLIENT_ID: credential.clientId,
      NF_CLIENT_SECRET: credential.clientSecret,
    },
    logFile,
    onLine: (line) => lines.take(line),
    stopsWithParent: true,
  });
  const ready = await firstOf(lines.found, running, logFile);
  return { ...ready, stop: () => stop(running, logFile) };
}

async function stop(running: Running, logFile: string): Promise<void> {
  await running.end(STOP_MS);
  const { code, signal, tail } = await running.finished;
  if (code !== 0) throw new CommandFailed(`the server ended with ${code ?? signal}`, tail, logFile);
}

type Ready = z.infer<typeof readyLine>;

/** Resolves with the first line that is the server's ready line. */
class FirstLine {
  readonly found: Promise<Ready>;
  #resolve: (ready: Ready) => void = () => {};

  constructor() {
    this.found = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  take(line: string): void {
    const ready = parse(readyLine, jsonOf(line));
    if (ready.ok) this.#resolve(ready.value);
  }
}

async function firstOf(found: Promise<Ready>, running: Running, logFile: string): Promise<Ready> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = READY_MS / 1000;
    timer = setTimeout(
      () => reject(new CommandFailed(`the server was not ready after ${seconds} s`, [], logFile)),
      READY_MS,
    );
  });
  const gone = running.finished.then(({ code, signal, tail }) => {
    throw new CommandFailed(`the server ended with ${code ?? signal} before it was ready`, tail, logFile);
  });
  try {
    return await Promise.race([found, late, gone]);
  } finally {
    clearTimeout(timer);
    // After this, the end of the server is expected.
    gone.catch(() => {});
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
