import { EXIT_ATTENTION } from "../errors/exit-codes";
import type { Terminal } from "../output/terminal";
import type { WatchedIntegration } from "./integration";
import { say, sayStepsToPaste } from "./report";

/**
 * Tells a person where to paste the token, unless it is in use already. Returns the exit code of a run that
 * does not wait for that.
 * @param reason why no call can do it.
 */
export function leaveToPerson(given: {
  readonly terminal: Terminal;
  readonly reason: string;
  readonly steps: readonly string[];
  readonly watched: WatchedIntegration | null;
}): number {
  const { terminal, reason, steps, watched } = given;
  if (watched !== null && watched.use.usedAt !== null) {
    say(terminal, `${reason} Nothing is left to do: the new token is in use already.`);
    return 0;
  }
  say(terminal, `${reason} A person has to paste the new token:`);
  sayStepsToPaste(terminal, steps);
  return EXIT_ATTENTION;
}
