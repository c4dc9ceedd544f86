import { type Command, Option } from "commander";
import { verdictExitCode } from "../errors/verdict-exit-code";
import { helpFooter } from "../help-footer";
import { standardOutput } from "../output/terminal";
import type { OpenOptions } from "../token/open/open-token";
import type { StatusOptions } from "../token/status/token-status";
import { parseName, parseTime } from "./option-values";

/** Adds `netfoundry-scim token …`. */
export function addToken(program: Command): void {
  const token = program
    .command("token")
    .description("the auth tokens of SCIM integrations: open a sealed one, see where each one stands")
    .addHelpText(
      "after",
      helpFooter({
        examples: [
          "terraform show -json | netfoundry-scim token status --state -",
          "netfoundry-scim token open --sealed-file jwe --key-file key.pem --out token",
        ],
        failed: "the command failed",
        unreachable: "the API could not be reached",
      }),
    );
  addOpen(token);
  addStatus(token);
}

function addOpen(token: Command): void {
  token
    .command("open")
    .description("open a sealed token with the private key it was sealed for")
    .option("--sealed-file <file>", "the text of token_sealed; - reads standard input")
    .option("--state <file>", "a state file, or the output of terraform show -json; - reads standard input")
    .option("--address <address>", "which netfoundry_scim_token of the state, where it has several")
    .requiredOption("--key-file <file>", "the private key in PEM; - reads standard input")
    .option("--out <file>", "a new file for the token, which only you can read (mode 600; not on Windows)")
    .option("--force", "replace the file of --out")
    .option("--print", "print the token")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "NF_SEALING_KEY_PASSPHRASE holds the passphrase of an encrypted key.",
          "The file holds the token alone, without a line break. No message shows a part of it.",
        ],
        examples: [
          "netfoundry-scim token open --sealed-file jwe --key-file key.pem --out token",
          "terraform show -json |\n" +
            "      netfoundry-scim token open --state - --key-file key.pem --out token",
          "netfoundry-scim token open --state terraform.tfstate --key-file key.pem \\\n" +
            "      --address 'netfoundry_scim_token.okta[\"eu\"]' --print",
        ],
        failed: "the token could not be opened, or not be written",
      }),
    )
    .action(async (options: OpenOptions) => {
      const { openToken } = require("../token/open/open-token") as typeof import("../token/open/open-token");
      await openToken(options, process.env, {
        standard: standardOutput(),
        note: (line) => process.stderr.write(line),
      });
    });
}

function addStatus(token: Command): void {
  token
    .command("status")
    .description("show where each token stands: issued, last used, rotate from, ends, overlap")
    .option("--state <file>", "a state file, or the output of terraform show -json; - reads standard input")
    .option("--address <address>", "only that netfoundry_scim_token of the state")
    .option("--live", "with --state: ask the API too, which knows the last use and other tokens")
    .option("--integration <id or name>", "without --state: only that integration", parseName)
    .option("--at <time>", "as it will be then, if nobody does anything (RFC 3339)", parseTime)
    .option("--json", "print one JSON document")
    .addOption(
      new Option("--fail-on <verdict>", "the verdict from which on the command fails")
        .choices(["attention", "blocked"])
        .default("attention"),
    )
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "Without --state, it asks the API about every SCIM integration of the network, with the " +
            "provider's environment variables. NF_EXPIRY_WARNING says how early a token ends soon.",
          "The JSON has the schema docs/schemas/token-status.schema.json.",
        ],
        examples: [
          "terraform show -json | netfoundry-scim token status --state - --live",
          "netfoundry-scim token status --state terraform.tfstate",
          "netfoundry-scim token status --integration Okta",
          "netfoundry-scim token status --json --fail-on blocked",
          "netfoundry-scim token status --at 2027-01-01T00:00:00Z",
        ],
        failed: "the state could not be read, or the API refused",
        unreachable: "the API could not be reached",
        more: {
          2: "attention: rotation is due, a token ends soon, was replaced or unused, or the state has none",
          3: "blocked: a token expired or was revoked, or there is none",
        },
      }),
    )
    .action(async (options: StatusOptions) => {
      const { tokenStatus } =
        require("../token/status/token-status") as typeof import("../token/status/token-status");
      const { verdict } = await tokenStatus(options, process.env, standardOutput());
      process.exitCode = verdictExitCode(verdict, options.failOn);
    });
}
