import { type Command, InvalidArgumentError } from "commander";
import type { EntraOptions } from "../connect/connect-entra";
import type { OktaOptions } from "../connect/connect-okta";
import type { RunOptions } from "../connect/run";
import { helpFooter } from "../help-footer";
import { isUuid } from "../input/uuid";
import { parseDuration, parseName } from "./option-values";

const NOT_PASTED = "a person has to act: the command has printed where";
const NOT_USED = "--wait is over, and the new token was not used";
const UNREACHABLE = "the identity provider or NetFoundry could not be reached";
const INTERRUPTED = "interrupted (143 by SIGTERM); what the identity provider has stays";
const MORE = { 2: NOT_PASTED, 3: NOT_USED, 130: INTERRUPTED };
const REFUSED = "the identity provider or NetFoundry refused, or the token did not work";

const SECRETS_NOTE =
  "Secrets come from a file, standard input or the environment, never from an argument. The command prints " +
  "none.";
const INTEGRATION_NOTE =
  "--integration asks NetFoundry's API with the provider's environment variables, such as NF_CLIENT_ID. " +
  "It takes an id or a name. With it the command says how long SCIM was stopped.";

/** Adds `netfoundry-scim connect …`. The code of a provider loads when it runs. */
export function addConnect(program: Command): void {
  const connect = program
    .command("connect")
    .description("give a real identity provider its new SCIM token")
    .addHelpText(
      "after",
      helpFooter({
        notes: [SECRETS_NOTE, "`netfoundry-scim idp` is another thing: it simulates identity providers."],
        examples: [
          "netfoundry-scim connect okta --app 0oa1gjh63g214 --token-file token",
          "netfoundry-scim connect entra --help",
          "netfoundry-scim connect google --integration Google --wait 2h",
        ],
        failed: REFUSED,
        unreachable: UNREACHABLE,
        more: MORE,
      }),
    );
  addOkta(connect);
  addEntra(connect);
  addGoogle(connect);
}

function addOkta(connect: Command): void {
  watchOptions(
    connect
      .command("okta")
      .description("set the token of an app in Okta, or say where a person pastes it")
      .requiredOption("--app <id>", "id of the app, from the address of its page (0oa...)", parseAppId)
      .requiredOption("--token-file <file>", "file that holds the new token; - reads standard input")
      .option("--org-url <url>", "address of the org, as in https://acme.okta.com; or OKTA_ORG_URL"),
  )
    .option("--dry-run", "print what would be sent, and send nothing to Okta")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          `OKTA_API_TOKEN is the credential of Okta's API. ${SECRETS_NOTE}`,
          "Okta has this call for a few apps of its catalog. For any other app the command says where a " +
            "person pastes the token, and --wait waits until it was used.",
          INTEGRATION_NOTE,
        ],
        examples: [
          'netfoundry-scim connect okta --app "$APP" --token-file token --dry-run',
          'netfoundry-scim connect okta --app "$APP" --token-file - < token',
          'netfoundry-scim connect okta --app "$APP" --token-file token \\\n' +
            "      --integration Okta --wait 2h",
        ],
        failed: REFUSED,
        unreachable: UNREACHABLE,
        more: MORE,
      }),
    )
    .action(async (options: OktaOptions) => {
      const { connectOkta } = require("../connect/connect-okta") as typeof import("../connect/connect-okta");
      process.exitCode = await connectOkta(options);
    });
}

function addEntra(connect: Command): void {
  watchOptions(
    connect
      .command("entra")
      .description("set URL and token of an enterprise application in Microsoft Entra ID, and try them")
      .requiredOption(
        "--service-principal <id>",
        "object ID of the enterprise application, from its page Overview",
        parseObjectId,
      )
      .requiredOption("--token-file <file>", "file that holds the new token; - reads standard input")
      .option("--url <integration URL>", "the integration URL, in place of --integration")
      .option("--job <id>", "the provisioning job to try; the only one by default", parseName),
  )
    .option("--graph-url <url>", "Microsoft Graph of another cloud", "https://graph.microsoft.com")
    .option("--login-url <url>", "authority of another cloud; or AZURE_AUTHORITY_HOST")
    .option("--dry-run", "print what would be sent, and send nothing to Entra")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET are the credential; " +
            "AZURE_FEDERATED_TOKEN_FILE can stand in for the secret. " +
            SECRETS_NOTE,
          "The app registration needs the application permission Application.ReadWrite.OwnedBy, as an " +
            "owner of the enterprise application, or Synchronization.ReadWrite.All.",
          "The URL gets the flag aadOptscim062020. Other settings of the application stay.",
          INTEGRATION_NOTE,
        ],
        examples: [
          'netfoundry-scim connect entra --service-principal "$ID" \\\n' +
            "      --integration Entra --token-file token --dry-run",
          'netfoundry-scim connect entra --service-principal "$ID" \\\n' +
            "      --integration Entra --token-file token",
        ],
        failed: REFUSED,
        unreachable: UNREACHABLE,
        more: MORE,
      }),
    )
    .action(async (options: EntraOptions) => {
      const { connectEntra } =
        require("../connect/connect-entra") as typeof import("../connect/connect-entra");
      process.exitCode = await connectEntra(options);
    });
}

function addGoogle(connect: Command): void {
  watchOptions(
    connect
      .command("google")
      .description("say where a person pastes the token in Google Workspace, and wait"),
  )
    .addHelpText(
      "after",
      helpFooter({
        notes: ["Google Workspace has no call for it, so the command needs no token.", INTEGRATION_NOTE],
        examples: [
          "netfoundry-scim connect google",
          "netfoundry-scim connect google --integration Google --wait 8h",
        ],
        failed: "NetFoundry refused, or the new token was replaced",
        unreachable: "NetFoundry could not be reached",
        more: MORE,
      }),
    )
    .action(async (options: RunOptions) => {
      const { connectGoogle } =
        require("../connect/connect-google") as typeof import("../connect/connect-google");
      process.exitCode = await connectGoogle(options);
    });
}

/** Adds the options about the use of the token. */
function watchOptions(command: Command): Command {
  return command
    .option("--integration <id or name>", "the integration whose newest token it is", parseName)
    .option("--wait <duration>", "wait until the token was used, as in 30m or 2h", parseDuration);
}

/** Parses the id of an app in Okta. */
function parseAppId(text: string): string {
  if (!/^[A-Za-z0-9]+$/.test(text))
    throw new InvalidArgumentError("Give the id of the app, letters and digits as in 0oa1gjh63g214.");
  return text;
}

/** Parses the object id of an enterprise application. */
function parseObjectId(text: string): string {
  if (!isUuid(text))
    throw new InvalidArgumentError("Give the object ID of the enterprise application, a UUID.");
  return text;
}
