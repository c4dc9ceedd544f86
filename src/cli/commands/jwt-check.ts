import type { Command } from "commander";
import { helpFooter } from "../help-footer";
import type { JwtCheckOptions } from "../jwt-check/jwt-check";
import { standardOutput } from "../output/terminal";
import { parseName } from "./option-values";

/** Adds `netfoundry-scim jwt-check`. */
export function addJwtCheck(program: Command): void {
  program
    .command("jwt-check")
    .description("say whether a JWT would sign somebody in, at which step not, and what to mend")
    .option(
      "--token-file <file>",
      "a file that holds a token; - reads standard input; again for a second factor",
      (file: string, former: readonly string[] = []) => [...former, file],
    )
    .option("--claims-file <file>", "a JSON object of claims, in place of a token; - reads standard input")
    .option("--expect <id or name>", "the identity that should sign in", parseName)
    .option("--network <id or name>", "the network, in place of NF_NETWORK_ID", parseName)
    .option("--json", "print the API's answer as one JSON document")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "It asks NetFoundry's API with the provider's environment variables, such as NF_CLIENT_ID. The " +
            "check makes no session and stores nothing.",
          "A token comes from a file or standard input, never from an argument, which every process of the " +
            "machine can see. No output shows a token.",
          "Claims need no token: the steps that only a signature can pass are not checked.",
        ],
        examples: [
          "netfoundry-scim jwt-check --token-file token",
          "pbpaste | netfoundry-scim jwt-check --token-file - --expect ada@example.com",
          "netfoundry-scim jwt-check --token-file first --token-file second",
          "netfoundry-scim jwt-check --claims-file claims.json --json",
        ],
        failed: "the API refused the call, or has no sign-in check",
        unreachable: "the API could not be reached",
        more: {
          2: "partial: a second factor is missing",
          3: "refused, or the token belongs to another identity than --expect",
        },
      }),
    )
    .action(async (options: JwtCheckOptions) => {
      const { jwtCheckCommand } =
        require("../jwt-check/jwt-check") as typeof import("../jwt-check/jwt-check");
      process.exitCode = await jwtCheckCommand(options, process.env, standardOutput());
    });
}
