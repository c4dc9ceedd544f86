import { CliError } from "../cli-error";

/** Exit codes of a shell for a command that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/**
 * Listens for SIGINT, SIGTERM and SIGHUP for the rest of the process. The first signal rejects the promise
 * with a CliError that has the exit code. A second signal ends the process at once.
 */
export function interruption(): Promise<never> {
  let asked = false;
  const occurred = new Promise<never>((_, reject) => {
    for (const [signal, code] of Object.entries(EXIT_CODES)) {
      process.on(signal, () => {
        if (asked) process.exit(code);
        asked = true;
        reject(new CliError("interrupted; everything that it started has ended", code));
      });
    }
  });
  // A signal may come when nothing waits for this promise any more.
  occurred.catch(() => {});
  return occurred;
}
