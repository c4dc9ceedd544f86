import { gapUntil } from "../../connect/common/token-use";
import { waitForUse } from "../../connect/common/wait-for-use";
import { EXIT_BLOCKED } from "../errors/exit-codes";
import type { ConnectContext } from "./context";
import type { WatchedIntegration } from "./integration";
import { say, spokenDuration, useText } from "./report";

/**
 * The end of every `connect`: waits for the first use if asked to, and says how the rotation went.
 * @param watched null without --integration. Nothing is known of the token's use then.
 * @param waitMs null without --wait.
 * @param verdict the exit code when there is no wait.
 * @param verdictOnceUsed the exit code of a wait that saw the token used; 0 when absent.
 * @returns the exit code: 3 after a wait in which nobody used the token.
 */
export async function finish(given: {
  readonly context: ConnectContext;
  readonly watched: WatchedIntegration | null;
  readonly waitMs: number | null;
  readonly verdict: number;
  readonly verdictOnceUsed?: number;
  readonly signal: AbortSignal;
}): Promise<number> {
  const { context, watched, waitMs, verdict, verdictOnceUsed = 0, signal } = given;
  const { terminal, clock } = context;
  if (watched === null) return verdict;
  const { use: before, readTokens } = watched;
  if (waitMs !== null && before.usedAt === null) {
    const gap = gapUntil(before, clock.now());
    const meanwhile = gap !== null && gap > 0 ? " SCIM is stopped meanwhile." : "";
    say(terminal, `Waiting up to ${spokenDuration(waitMs)} until the new token is used.${meanwhile}`);
  }
  const use = await waitForUse({ before, readTokens, waitMs: waitMs ?? 0, clock, signal });
  say(terminal, useText(before, use, clock.now()));
  if (waitMs === null) return verdict;
  if (use.usedAt !== null) return verdictOnceUsed;
  say(
    terminal,
    `The wait of ${spokenDuration(waitMs)} is over. See that the newest token is in the right app, and ` +
      "that the identity provider pushes to the integration URL. Then run the command again.",
  );
  return EXIT_BLOCKED;
}
