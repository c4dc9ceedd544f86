import type { Command } from "commander";
import type { AdoptOptions } from "../adopt/adopt";
import { helpFooter } from "../help-footer";

/** Adds `netfoundry-scim adopt`. */
export function addAdopt(program: Command): void {
  program
    .command("adopt")
    .description("write the configuration of a network that exists, with what Terraform imports")
    .requiredOption("--out <directory>", "where to write; no file there is overwritten")
    .option("--hcl", "write HCL; a TypeScript app by default")
    .option("--identity", "import by resource identity, for Terraform 1.12 and later; by id by default")
    .option("--only <pattern>", "adopt only what matches; may be repeated", addTo)
    .option("--exclude <pattern>", "leave out what matches; may be repeated", addTo)
    .addHelpText(
      "after",
      helpFooter({
        notes: [
          "The environment says which network, with the provider's variables. With those of an OpenZiti " +
            "controller, its auth policies and JWT signers are adopted. Nothing is changed there.",
          "A pattern is a kind (signers, policies, integrations), a name in which * and ? stand for any " +
            "characters, or both, as in policies:Okta*. Mappings and tokens come with their integration; " +
            "--exclude tokens leaves out the tokens.",
        ],
        examples: [
          "netfoundry-scim adopt --out network",
          "netfoundry-scim adopt --out network --hcl",
          "netfoundry-scim adopt --out okta --only 'Okta*' --exclude tokens",
        ],
        failed: "the network could not be read, or a file is there already",
        unreachable: "the API could not be reached",
      }),
    )
    .action(async (options: AdoptOptions) => {
      const { adopt } = require("../adopt/adopt") as typeof import("../adopt/adopt");
      await adopt(options);
    });
}

/** Adds a pattern to the former ones. */
function addTo(text: string, former: readonly string[] = []): readonly string[] {
  return [...former, text];
}
