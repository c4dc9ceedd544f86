import { HIDDEN_TOKEN } from "../../connect/common/idp-call";
import { connectionCall } from "../../connect/okta/calls";
import { oktaConsoleSteps } from "../../connect/okta/console-steps";
import { setOktaToken } from "../../connect/okta/set-token";
import { variable } from "../../settings/environment";
import { usageError } from "../errors/cli-error";
import { readTokenFile } from "../input/token-file";
import { idpOrigin } from "./address";
import { leaveToPerson } from "./by-hand";
import { type ConnectContext, realContext } from "./context";
import { finish } from "./finish";
import { idpConnection } from "./idp-connection";
import { say, sayDryRun } from "./report";
import { type RunOptions, watching } from "./run";

/** The options of `netfoundry-scim connect okta`. */
export interface OktaOptions extends RunOptions {
  readonly app: string;
  readonly orgUrl?: string;
  readonly tokenFile: string;
  readonly dryRun?: boolean;
}

/** `netfoundry-scim connect okta`. Returns the exit code. Throws CliError and what the calls throw. */
export async function connectOkta(
  options: OktaOptions,
  context: ConnectContext = realContext(),
): Promise<number> {
  const { terminal, environment } = context;
  const app = { orgUrl: orgUrlOf(options, environment), appId: options.app };
  const apiToken = variable(environment, "OKTA_API_TOKEN");
  if (apiToken === null) throw usageError("OKTA_API_TOKEN is not set: it is the credential of Okta's API");
  const token = await readTokenFile(options.tokenFile);
  return watching(options, context, async (watched, signal) => {
    if (options.dryRun) {
      sayDryRun(terminal, "Okta", [connectionCall(app, HIDDEN_TOKEN)]);
      return 0;
    }
    const connection = idpConnection(context);
    const isSet = await setOktaToken({ connection, app, apiToken, token, signal }).finally(connection.close);
    if (isSet) say(terminal, `Okta has the new token for the app ${app.appId} and uses it from now on.`);
    const verdict = isSet
      ? 0
      : leaveToPerson({
          terminal,
          reason:
            `Okta cannot set the token of the app ${app.appId} by a call: it answered UNKNOWN and changed ` +
            "nothing.",
          steps: oktaConsoleSteps(app),
          watched,
        });
    return finish({ context, watched, waitMs: options.wait ?? null, verdict, signal });
  });
}

function orgUrlOf({ orgUrl }: OktaOptions, environment: ConnectContext["environment"]): string {
  const given = orgUrl ?? variable(environment, "OKTA_ORG_URL");
  if (given === null) throw usageError("--org-url (OKTA_ORG_URL) is missing, as in https://acme.okta.com");
  const origin = idpOrigin(given, "--org-url (OKTA_ORG_URL)", "https://acme.okta.com");
  if (/-admin\.okta/.test(origin))
    throw usageError(`--org-url (OKTA_ORG_URL) is the address of the console; leave -admin out`);
  return origin;
}
