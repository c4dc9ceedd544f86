import { CliError } from "./errors/cli-error";

/** Exit codes of a shell for a command that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** An abort signal for Ctrl-C, SIGTERM and SIGHUP. */
export interface Interruption {
  /** Its reason is a CliError with the exit code of the received signal. */
  readonly signal: AbortSignal;
  /** Rejects with that CliError. */
  readonly occurred: Promise<never>;
  /** Stops listening to the signals. */
  stopListening(): void;
}

/**
 * Listens until `stopListening`. The first signal aborts, so that the command can clean up. A second one ends
 * the process at once.
 * @param consequence what the command does when it is interrupted, for the message.
 */
export function untilInterrupted(consequence: string): Interruption {
  const controller = new AbortController();
  const { signal } = controller;
  const listeners = Object.entries(EXIT_CODES).map(([name, code]) => {
    const listener = () => {
      if (signal.aborted) process.exit(code);
      controller.abort(new CliError(`interrupted; ${consequence}`, code));
    };
    process.on(name, listener);
    return { name, listener };
  });
  const occurred = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  // A signal may come when nothing waits for this promise any more.
  occurred.catch(() => {});
  return {
    signal,
    occurred,
    stopListening: () => {
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}
