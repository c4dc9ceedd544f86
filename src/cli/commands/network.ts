import type { Command } from "commander";
import { helpFooter } from "../help-footer";
import type { CheckOptions } from "../network/check-network";
import { standardOutput } from "../output/terminal";

/** Adds `netfoundry-scim network …`. */
export function addNetwork(program: Command): void {
  const network = program
    .command("network")
    .description("the network of a gateway: what differs at its controller")
    .addHelpText(
      "after",
      helpFooter({
        examples: ["netfoundry-scim network check"],
        failed: "the command failed",
        unreachable: "the gateway or its controller could not be reached",
      }),
    );
  network
    .command("check")
    .description("compare a gateway with its controller, and make missing identities anew")
    .option("--repair", "make the identities anew that are gone from the controller, after asking")
    .option("--yes", "do not ask")
    .option("--json", "print the API's answer as one JSON document")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "It asks a gateway, a server that runs with --controller, with the provider's environment " +
            "variables, such as NF_API_URL and NF_CLIENT_ID.",
          "What somebody took away at the controller, and what it refused, is delivered again in any case.",
        ],
        examples: [
          "netfoundry-scim network check",
          "netfoundry-scim network check --json",
          "netfoundry-scim network check --repair",
        ],
        failed: "the gateway refused the call, or has no controller",
        unreachable: "the gateway or its controller could not be reached",
        more: {
          2: "something differs",
          3: "so many identities are gone at once that nothing was concluded",
        },
      }),
    )
    .action(async (options: CheckOptions) => {
      const { checkNetwork } =
        require("../network/check-network") as typeof import("../network/check-network");
      const { askOnTerminal } =
        require("../network/ask-on-terminal") as typeof import("../network/ask-on-terminal");
      process.exitCode = await checkNetwork(options, process.env, standardOutput(), askOnTerminal());
    });
}
