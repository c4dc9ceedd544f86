import type { Command } from "commander";
import { nearNamesHint } from "../../contract/scim/near-name";
import { helpFooter } from "../help-footer";
import type { IdpOptions } from "./target";

/** The providers by their name on the command line. A provider's code is loaded when it runs. */
const PROVIDERS = {
  okta: "Okta, as a catalog app (oin) and as a custom app (aiw)",
  entra: "Microsoft Entra ID, in its default dialect and with the flag aadOptscim062020",
  google: "Google Workspace",
  jumpcloud: "JumpCloud, with a custom SCIM integration",
} as const;

const SIMULATOR = "This is a simulator. `netfoundry-scim connect` gives a real identity provider its token.";
const FAILED = "an answer did not meet the provider's needs";
const UNREACHABLE = "the SCIM server could not be reached";
const INTERRUPTED = { 130: "interrupted (143 by SIGTERM); the scenario's objects were removed" };

/** Adds `netfoundry-scim idp …`. */
export function addIdp(program: Command): void {
  const idp = program
    .command("idp")
    .description("simulate an identity provider against any SCIM server and judge each answer")
    .usage("[--list [--json]] | <provider> [options]")
    .option("--list", "list the scenarios of every provider and run none")
    .option("--json", "with --list: one JSON document")
    // Options after a provider's name belong to the provider.
    .enablePositionalOptions()
    .allowExcessArguments()
    .addHelpText(
      "after",
      helpFooter({
        notes: [SIMULATOR],
        examples: [
          "netfoundry-scim idp --list --json",
          "netfoundry-scim idp all",
          'netfoundry-scim idp entra --url "$URL" --token-file token',
        ],
        failed: FAILED,
        unreachable: UNREACHABLE,
        more: INTERRUPTED,
      }),
    )
    .action((options: { readonly list?: boolean; readonly json?: boolean }, command: Command) => {
      requireList(command, options.list === true);
      const { listAll } = require("./list") as typeof import("./list");
      listAll({ json: options.json === true });
    });
  for (const [key, description] of Object.entries(PROVIDERS)) addProvider(idp, key, description);
  addAll(idp);
}

/**
 * Ends with the error that commander gives for a command group. Commander does not do so for a group with its
 * own options.
 */
function requireList(idp: Command, list: boolean): void {
  const [unknown] = idp.args;
  if (unknown !== undefined)
    idp.error(
      `error: unknown command '${unknown}'${nearNamesHint(unknown, [...Object.keys(PROVIDERS), "all"])}`,
    );
  if (!list) idp.help({ error: true });
}

function addAll(idp: Command): void {
  idp
    .command("all")
    .description("start the reference server and run every scenario of every provider against it")
    .option("--json", "one JSON document instead of a table")
    .addHelpText(
      "after",
      helpFooter({
        examples: ["netfoundry-scim idp all", "netfoundry-scim idp all --json | jq .summary"],
        failed: FAILED,
        more: INTERRUPTED,
      }),
    )
    .action(async (options: { readonly json?: boolean }) => {
      const { runAll } = require("./run-all") as typeof import("./run-all");
      await runAll({ json: options.json === true });
    });
}

function addProvider(idp: Command, key: string, description: string): void {
  idp
    .command(key)
    .description(description)
    .option("--url <integration URL>", "base URL of the SCIM server, as in https://example.com/scim/v2")
    .option("--token-file <file>", "file that holds the bearer token; - reads standard input")
    .option("--scenario <name...>", "run only these scenarios")
    .option("--variant <name>", "run only this variant")
    .option("--list", "list the scenarios and run none")
    .option("--json", "one JSON document instead of lines")
    .option("--seed <word>", "suffix of made-up names; random by default")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          SIMULATOR,
          "The command reads the token from --token-file or SCIM_TOKEN. It never prints it.",
          "A scenario makes objects with names of its own. It removes them at the end, also after a " +
            "failure.",
        ],
        examples: [
          `netfoundry-scim idp ${key} --list`,
          `netfoundry-scim idp ${key} --url "$URL" --token-file token`,
          `SCIM_TOKEN=... netfoundry-scim idp ${key} --url "$URL" --json`,
        ],
        failed: FAILED,
        unreachable: UNREACHABLE,
        more: INTERRUPTED,
      }),
    )
    .action(async (options: IdpOptions) => {
      const { runProvider } = require("./run-provider") as typeof import("./run-provider");
      await runProvider(key, options);
    });
}
