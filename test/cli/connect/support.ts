import { join } from "node:path";
import type { Command } from "commander";
import type { ConnectContext } from "../../../src/cli/connect/context";
import { describeFailure } from "../../../src/cli/errors/failure";
import { createProgram } from "../../../src/cli/program";
import type { Clock } from "../../../src/client/settings";
import type { TestServer } from "../../server/support/running-server";
import { CLIENT_ID, CLIENT_SECRET } from "../../server/support/running-server";
import { file, temporaryFolder } from "../../support/temporary-folder";
import { fakeTerminal } from "../fake-terminal";

/** The environment of a run against that server, without any variable of this machine. */
export function apiEnvironment(server: TestServer): Record<string, string> {
  return {
    NF_API_URL: server.url,
    NF_CLIENT_ID: CLIENT_ID,
    NF_CLIENT_SECRET: CLIENT_SECRET,
    NF_AUTH_URL: `${server.url}/oauth2/token`,
    // Nothing waits for another attempt.
    NF_MAX_RETRIES: "0",
  };
}

/** Writes a token to a file, as a pipeline does. Returns the path. */
export function tokenFile(token: string): string {
  return file(join(temporaryFolder(), "token"), `${token}\n`, 0o600);
}

/** What a run of the program printed, and its exit code. */
export interface Outcome {
  readonly output: string;
  /** What went to standard error. */
  readonly errors: string;
  readonly code: number;
}

/** Runs the program as a shell would, with no variables but these. */
export async function runProgram(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<Outcome> {
  const before = { environment: process.env, code: process.exitCode };
  let output = "";
  let errors = "";
  const written = jest.spyOn(process.stdout, "write").mockImplementation((more) => {
    output += String(more);
    return true;
  });
  const program = createProgram();
  const collectErrors = (command: Command) => {
    command.configureOutput({
      writeErr: (more) => {
        errors += more;
      },
    });
    command.commands.forEach(collectErrors);
  };
  collectErrors(program);
  process.env = environment;
  process.exitCode = undefined;
  try {
    await program.parseAsync(words, { from: "user" });
    return { output, errors, code: Number(process.exitCode ?? 0) };
  } catch (failure) {
    const { message, exitCode } = describeFailure(failure, {});
    return { output, errors: errors + message, code: exitCode };
  } finally {
    written.mockRestore();
    process.env = before.environment;
    process.exitCode = before.code;
  }
}

/** The server's time. It moves only when somebody sleeps, and `at` acts when a time has come. */
export class ServerClock implements Clock {
  readonly #started: number;
  readonly #due: { readonly seconds: number; act(): Promise<unknown> }[] = [];
  /** Seconds that passed. */
  passed = 0;

  constructor(private readonly server: TestServer) {
    this.#started = server.now.getTime();
  }

  /** Acts once so many seconds have passed, at that very time. */
  at(seconds: number, act: () => Promise<unknown>): this {
    this.#due.push({ seconds, act });
    return this;
  }

  now(): number {
    return this.server.now.getTime();
  }

  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const end = this.passed + milliseconds / 1000;
    for (const due of this.#due.filter(({ seconds }) => seconds > this.passed && seconds <= end)) {
      this.#moveTo(due.seconds);
      await due.act();
    }
    this.#moveTo(end);
    signal?.throwIfAborted();
  }

  #moveTo(seconds: number): void {
    this.passed = seconds;
    this.server.now = new Date(this.#started + seconds * 1000);
  }
}

/** The context of a run whose time is the server's, and the terminal that it writes to. */
export function timedContext(server: TestServer, clock: Clock, environment: Record<string, string> = {}) {
  const terminal = fakeTerminal();
  const context: ConnectContext = {
    terminal,
    environment: { ...apiEnvironment(server), ...environment },
    clock,
  };
  return { context, written: () => terminal.written().replace(/\n */g, " ") };
}

/** The exit code and the message of a failed run. */
export async function failureOf(run: Promise<unknown>): Promise<{ message: string; exitCode: number }> {
  const failure = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (failure === null) throw new Error("the run did not fail");
  return describeFailure(failure, {});
}
