import { CliError } from "../cli-error";

/** Exit codes of a shell for a command that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** An abort signal for Ctrl-C and SIGTERM. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening to the signals. */
  stopListening(): void;
  /** Throws CliError with the exit code of the received signal, if there was one. */
  throwIfInterrupted(): void;
}

/**
 * Listens until `stopListening`. The first signal aborts, so that the command can remove its objects. A
 * second one ends the process.
 */
export function untilInterrupted(): Interruption {
  const controller = new AbortController();
  let exitCode: number | null = null;
  const listeners = Object.entries(EXIT_CODES).map(([signal, code]) => {
    const listener = () => {
      if (exitCode !== null) process.exit(code);
      exitCode = code;
      controller.abort();
    };
    process.on(signal, listener);
    return { signal, listener };
  });
  return {
    signal: controller.signal,
    stopListening: () => {
      for (const { signal, listener } of listeners) process.off(signal, listener);
    },
    throwIfInterrupted: () => {
      if (exitCode !== null) throw new CliError("interrupted; the scenario's objects were removed", exitCode);
    },
  };
}
