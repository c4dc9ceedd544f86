import { HIDDEN_TOKEN } from "../../connect/common/idp-call";
import { type AzureCredentials, accessTokenCall } from "../../connect/entra/access-token";
import { type EntraApplication, jobsCall, secretsCall, validateCall } from "../../connect/entra/calls";
import { setEntraToken, type ValidatedJob } from "../../connect/entra/set-token";
import { variable } from "../../settings/environment";
import { usageError } from "../errors/cli-error";
import { EXIT_ATTENTION } from "../errors/exit-codes";
import { scimUrl } from "../input/scim-url";
import { readTokenFile } from "../input/token-file";
import { idpOrigin } from "./address";
import { azureCredentials, PUBLIC_LOGIN_URL } from "./azure-credentials";
import { type ConnectContext, realContext } from "./context";
import { finish } from "./finish";
import { idpConnection } from "./idp-connection";
import { say, sayDryRun } from "./report";
import { type RunOptions, watching } from "./run";

/** The options of `netfoundry-scim connect entra`. */
export interface EntraOptions extends RunOptions {
  readonly servicePrincipal: string;
  readonly job?: string;
  readonly url?: string;
  readonly tokenFile: string;
  readonly dryRun?: boolean;
  readonly graphUrl: string;
  readonly loginUrl?: string;
}

/** `netfoundry-scim connect entra`. Returns the exit code. Throws CliError and what the calls throw. */
export async function connectEntra(
  options: EntraOptions,
  context: ConnectContext = realContext(),
): Promise<number> {
  const { terminal, environment } = context;
  const application = {
    graphUrl: idpOrigin(options.graphUrl, "--graph-url", "https://graph.microsoft.us"),
    servicePrincipalId: options.servicePrincipal,
  };
  const login = options.loginUrl ?? variable(environment, "AZURE_AUTHORITY_HOST") ?? PUBLIC_LOGIN_URL;
  const loginUrl = idpOrigin(login, "--login-url (AZURE_AUTHORITY_HOST)", "https://login.microsoftonline.us");
  const credentials = azureCredentials(loginUrl, environment);
  const typedUrl = options.url === undefined ? null : scimUrl(options.url, "--token-file");
  if (typedUrl === null && options.integration === undefined)
    throw usageError("give --integration, or the integration URL by --url: Entra gets it with the token");
  const token = await readTokenFile(options.tokenFile);
  return watching(options, context, async (watched, signal) => {
    const url = typedUrl ?? watched?.integration.integrationUrl ?? "";
    if (options.dryRun) {
      sayDryRun(terminal, "Entra", dryCalls(application, credentials, { url, job: options.job }));
      return 0;
    }
    const connection = idpConnection(context);
    const job = await setEntraToken({
      connection,
      application,
      credentials,
      integrationUrl: url,
      token,
      jobId: options.job,
      signal,
    }).finally(connection.close);
    const { text, verdict, verdictOnceUsed } = outcome(job);
    say(terminal, text);
    return finish({ context, watched, waitMs: options.wait ?? null, verdict, verdictOnceUsed, signal });
  });
}

function dryCalls(
  application: EntraApplication,
  credentials: AzureCredentials,
  { url, job = "JOB" }: { readonly url: string; readonly job: string | undefined },
) {
  return [
    accessTokenCall(credentials, application.graphUrl, "(the credential)"),
    jobsCall(application),
    secretsCall(application, url, HIDDEN_TOKEN),
    validateCall(application, job),
  ];
}

/**
 * The states of a job that does not run by itself, or seldom.
 * @see Microsoft Graph v1.0, synchronizationStatus: code
 */
const HALTED: Readonly<Record<string, string>> = {
  NotConfigured: "was never started, so Entra pushes nothing",
  NotRun: "has never run, so Entra has pushed nothing",
  Quarantine: "is in quarantine, so Entra tries it once a day only",
  Paused: "is paused, so Entra pushes nothing",
};

/** What Entra did, and the exit codes that `finish` needs. */
interface EntraOutcome {
  readonly text: string;
  readonly verdict: number;
  readonly verdictOnceUsed: number;
}

function outcome(job: ValidatedJob | null): EntraOutcome {
  if (job === null)
    return {
      verdict: EXIT_ATTENTION,
      // Only provisioning that somebody set up uses the token.
      verdictOnceUsed: 0,
      text:
        "Entra has the new token. The application has no provisioning job, so Entra has not tried it. In " +
        "the Entra admin center, open the application's page Provisioning and set it up.",
    };
  const tried = `Entra has the new token, and its job ${job.id} reached NetFoundry with it.`;
  const halted = job.status === null ? undefined : HALTED[job.status];
  if (halted === undefined) return { verdict: 0, verdictOnceUsed: 0, text: tried };
  return {
    verdict: EXIT_ATTENTION,
    // Entra's own try uses the token, and a halted job stands still all the same.
    verdictOnceUsed: EXIT_ATTENTION,
    text:
      `${tried} But the job ${halted}. In the Entra admin center, open the application's page ` +
      "Provisioning, and start or restart it.",
  };
}
