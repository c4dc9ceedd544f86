import { CliError } from "../cli-error";

/** Exit codes of a shell for a command that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/** An abort signal for Ctrl-C and the like. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to whoever had them. */
  stopListening(): void;
  /** Throws CliError with the exit code of the signal that came. */
  throwIfAsked(): void;
}

/**
 * Listens until told otherwise: the first signal aborts, so that what was made can be removed; a second one
 * ends the process.
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
    throwIfAsked: () => {
      if (exitCode !== null)
        throw new CliError("interrupted; what the scenario had made was removed", exitCode);
    },
  };
}
