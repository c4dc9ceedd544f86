import { googleConsoleSteps } from "../../connect/google/console-steps";
import { leaveToPerson } from "./by-hand";
import { type ConnectContext, realContext } from "./context";
import { finish } from "./finish";
import { type RunOptions, watching } from "./run";

/** `netfoundry-scim connect google`. Returns the exit code. Throws CliError and what the calls throw. */
export async function connectGoogle(
  options: RunOptions,
  context: ConnectContext = realContext(),
): Promise<number> {
  return watching(options, context, async (watched, signal) => {
    const verdict = leaveToPerson({
      terminal: context.terminal,
      reason: "Google Workspace has no call that sets the token of an app.",
      steps: googleConsoleSteps(watched?.integration.integrationUrl ?? null),
      watched,
    });
    return finish({ context, watched, waitMs: options.wait ?? null, verdict, signal });
  });
}
