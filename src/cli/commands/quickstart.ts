import type { Command } from "commander";
import { helpFooter } from "../help-footer";

/** Adds `netfoundry-scim quickstart`. */
export function addQuickstart(program: Command): void {
  program
    .command("quickstart")
    .description("run the whole loop on this machine: server, plan, apply, a push from a simulated Okta")
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "Needs terraform (or tofu) on PATH, or in TERRAFORM_BIN. Works in .netfoundry/quickstart " +
            "below the current directory. Each run empties that directory first.",
        ],
        examples: ["netfoundry-scim quickstart", "TERRAFORM_BIN=/opt/tofu netfoundry-scim quickstart"],
        failed: "a step failed, or terraform was not found",
        more: { 130: "interrupted (143 by SIGTERM, 129 by SIGHUP); everything it started is ended" },
      }),
    )
    .action(async () => {
      const { quickstart } = require("../quickstart/quickstart") as typeof import("../quickstart/quickstart");
      await quickstart();
    });
}
