import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** A program to run. It runs without a shell and with closed standard input. */
export interface ChildSettings {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Receives every line as plain text, except secret output. */
  readonly logFile: string;
  /** Called for every line of both streams, except secret output. */
  readonly onLine?: (line: string) => void;
  /** Whether standard output holds secrets. It is then returned, but not logged. */
  readonly secretOutput?: boolean;
  /** Whether to open an IPC channel. It closes when this process ends, which tells the child to stop. */
  readonly stopsWithParent?: boolean;
}

/** How a program ended. */
export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** The last lines of both streams. */
  readonly tail: readonly string[];
}

/** A running program. */
export interface Running {
  readonly finished: Promise<Finished>;
  /** Sends SIGINT and waits. After `graceMs`, kills the program and everything it started. */
  end(graceMs: number): Promise<void>;
}

const TAIL_LINES = 20;

/**
 * The programs that a command has started. Each leads a process group of its own. So Ctrl-C in the terminal
 * reaches only this process, which passes it on once: two interrupts make terraform abandon its work. Ending
 * the group also ends the provider.
 */
export class ChildProcesses {
  readonly #running = new Set<ChildProcess>();
  #closed = false;

  constructor() {
    process.once("exit", () => this.#running.forEach(killGroup));
  }

  /** Starts a program. `finished` rejects when the program cannot start. Throws after endAll was called. */
  start(settings: ChildSettings): Running {
    if (this.#closed) throw new Error(`${settings.command} is not started: the command is ending`);
    const child = spawn(settings.command, settings.arguments, {
      cwd: settings.directory,
      env: settings.environment,
      stdio: ["ignore", "pipe", "pipe", ...(settings.stopsWithParent ? (["ipc"] as const) : [])],
      detached: true,
    });
    this.#running.add(child);
    const finished = collect(child, settings).finally(() => this.#running.delete(child));
    // Nobody may wait for this promise when endAll ends the child.
    finished.catch(() => {});
    return { finished, end: (graceMs) => endOne(child, finished, graceMs) };
  }

  /** Ends all programs, the last started first. Nothing can start after that. */
  async endAll(graceMs: number): Promise<void> {
    this.#closed = true;
    for (const child of [...this.#running].reverse()) {
      const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
      await endOne(child, gone, graceMs);
    }
  }
}

async function endOne(child: ChildProcess, gone: Promise<unknown>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill("SIGINT");
  const deadline = setTimeout(() => killGroup(child), graceMs);
  await gone.catch(() => {});
  clearTimeout(deadline);
  killGroup(child);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has ended already.
  }
}

function collect(child: ChildProcess, settings: ChildSettings): Promise<Finished> {
  const log = createWriteStream(settings.logFile, { flags: "a", mode: 0o600 });
  const output: string[] = [];
  const tail: string[] = [];
  const take = (line: string) => {
    log.write(`${stripVTControlCharacters(line)}\n`);
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
    settings.onLine?.(line);
  };
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      output.push(line);
      if (!settings.secretOutput) take(line);
    });
  }
  if (child.stderr) createInterface({ input: child.stderr }).on("line", take);
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      log.end();
      reject(error);
    });
    child.once("close", (code, signal) => {
      log.end(() => resolve({ code, signal, output: output.join("\n"), tail }));
    });
  });
}
