import { Command } from "commander";
import { addAdopt } from "./commands/adopt";
import { addConnect } from "./commands/connect";
import { addJwtCheck } from "./commands/jwt-check";
import { addNetwork } from "./commands/network";
import { addProvider } from "./commands/provider";
import { addQuickstart } from "./commands/quickstart";
import { addReview } from "./commands/review";
import { addServe } from "./commands/serve";
import { addToken } from "./commands/token";
import { addCompletion } from "./completion/command";
import { withoutPasswords } from "./errors/without-passwords";
import { helpFooter } from "./help-footer";
import { addIdp } from "./idp/command";
import { packageRoot } from "./package-root";

/**
 * The command line. A command's own code loads when the command runs, so that `--version` stays fast. The
 * program throws CommanderError for a wrong command line, for help and for version, after commander has
 * printed its message.
 */
export function createProgram(): Command {
  const program = new Command("netfoundry-scim")
    .description("SCIM integrations for NetFoundry, as code: provider, constructs and a reference server.")
    .version(packageRoot().version)
    .showSuggestionAfterError()
    .showHelpAfterError("Run `netfoundry-scim --help` to see the commands and options.")
    .exitOverride()
    // It quotes what it does not know, which may be the URL of a database.
    .configureOutput({ outputError: (text, write) => write(withoutPasswords(text)) })
    .addHelpText(
      "after",
      helpFooter({
        notes: ["`netfoundry-scim help <command>` shows a command's options, examples and exit codes."],
        examples: [
          "netfoundry-scim quickstart",
          "netfoundry-scim serve --port 8080",
          "netfoundry-scim provider install > terraform.rc",
          "terraform show -json plan.out | netfoundry-scim review",
          'netfoundry-scim idp okta --url "$URL" --token-file token',
        ],
        failed: "the command failed",
        unreachable: "a server could not be reached",
      }),
    );
  addServe(program);
  addProvider(program);
  addQuickstart(program);
  addReview(program);
  addAdopt(program);
  addToken(program);
  addConnect(program);
  addJwtCheck(program);
  addNetwork(program);
  addIdp(program);
  addCompletion(program);
  return program;
}
