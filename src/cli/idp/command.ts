import { type Command, Option } from "commander";
import type { IdpOptions } from "./target";

/** Providers by their word on the command line; their code is loaded when one is run. */
const PROVIDERS = {
  okta: "Okta, as a catalog app (oin) and as a custom app (aiw)",
  entra: "Microsoft Entra ID, in its default dialect and with the flag aadOptscim062020",
  google: "Google Workspace",
  jumpcloud: "JumpCloud, with a custom SCIM integration",
} as const;

/** Adds `netfoundry-scim idp …`. */
export function addIdp(program: Command): void {
  const idp = program
    .command("idp")
    .description("play an identity provider against any SCIM server and judge each answer");
  for (const [key, description] of Object.entries(PROVIDERS)) addProvider(idp, key, description);
  idp
    .command("all")
    .description("start the reference server and play every scenario of every provider against it")
    .option("--json", "one JSON document instead of a table")
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
    .option("--token <token>", "bearer token; SCIM_TOKEN or --token-file keep it out of the process list")
    .option("--token-file <file>", "file that holds the bearer token")
    .option("--scenario <name...>", "play these only")
    .option("--variant <name>", "play this variant only")
    .option("--list", "list the scenarios and play none")
    .option("--json", "one JSON document instead of lines")
    .addOption(new Option("--seed <word>", "what made-up names end in; chosen at random without it"))
    .addHelpText(
      "after",
      "\nThe token is read from --token, --token-file or SCIM_TOKEN and never printed. What a scenario makes has names" +
        "\nof its own and is removed at the end, also after a failure. Exit code 0: every answer was as the provider wants it.",
    )
    .action(async (options: IdpOptions) => {
      const { idp: play } = require("./run-provider") as typeof import("./run-provider");
      await play(key, options);
    });
}
