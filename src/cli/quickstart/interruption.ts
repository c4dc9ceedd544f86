import { CliError } from "../cli-error";

/** Exit codes of a shell for a command that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Listens, for the rest of the process, for Ctrl-C and what else asks a command to end. The promise rejects
 * at the first signal with a CliError that carries the exit code; a second signal ends the process at once.
 */
export function interruption(): Promise<never> {
  let asked = false;
  const occurred = new Promise<never>((_, reject) => {
    for (const [signal, code] of Object.entries(EXIT_CODES)) {
      process.on(signal, () => {
        if (asked) process.exit(code);
        asked = true;
        reject(new CliError("interrupted; ended everything it had started", code));
      });
    }
  });
  // A signal may come when nothing waits for it any more.
  occurred.catch(() => {});
  return occurred;
}
