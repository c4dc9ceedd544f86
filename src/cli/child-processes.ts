import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";

/** One program to run. Never through a shell; standard input is closed. */
export interface ChildSettings {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Gets every line, in plain text. */
  readonly logFile: string;
  /** Gets every line of standard output and standard error as it comes. */
  readonly onLine?: (line: string) => void;
  /** Standard output is handed over and kept out of the log: it carries secrets. */
  readonly secretOutput?: boolean;
  /** Tell the child when this process is gone, by an IPC channel that closes. */
  readonly tied?: boolean;
}

/** How a program ended. */
export interface Finished {
  /** null: by a signal. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** The last lines of both streams. */
  readonly tail: readonly string[];
}

/** A program under way. */
export interface Running {
  readonly finished: Promise<Finished>;
  /** Asks it to end and waits; after `graceMs` it is killed with everything it started. */
  end(graceMs: number): Promise<void>;
}

const TAIL_LINES = 20;

/**
 * The programs a command has started. Each one leads a process group of its own: Ctrl-C in the terminal then
 * reaches this process alone, which passes it on once (two interrupts make terraform abandon its work), and
 * ending a group takes the provider with it.
 */
export class ChildProcesses {
  readonly #running = new Set<ChildProcess>();
  #closed = false;

  constructor() {
    process.once("exit", () => this.#running.forEach(killGroup));
  }

  /** Starts a program. `finished` rejects when it cannot be started at all. Throws once endAll was called. */
  start(settings: ChildSettings): Running {
    if (this.#closed) throw new Error(`${settings.command} is not started: the command is ending`);
    const child = spawn(settings.command, settings.arguments, {
      cwd: settings.directory,
      env: settings.environment,
      stdio: ["ignore", "pipe", "pipe", ...(settings.tied ? (["ipc"] as const) : [])],
      detached: true,
    });
    this.#running.add(child);
    const finished = collect(child, settings).finally(() => this.#running.delete(child));
    // Whoever ends a child may not be the one who waits for it.
    finished.catch(() => {});
    return { finished, end: (graceMs) => endOne(child, finished, graceMs) };
  }

  /** Ends everything, the last started first, and lets nothing new start. */
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
    // The group is gone, which is what was wanted.
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
