import type { Command } from "commander";
import { helpFooter } from "../help-footer";
import type { InstallOptions } from "../provider/install";

/** The default mirror of `provider install`, below the current directory. */
const DEFAULT_MIRROR = ".netfoundry/mirror";

/** Adds `netfoundry-scim provider …`. */
export function addProvider(program: Command): void {
  const provider = program
    .command("provider")
    .description("the Terraform provider that comes with this package")
    .addHelpText(
      "after",
      helpFooter({
        examples: ["netfoundry-scim provider install > terraform.rc", "netfoundry-scim provider debug"],
        failed: "the command failed",
      }),
    );
  provider
    .command("install")
    .description("put the provider into a filesystem mirror and print the CLI configuration to use")
    .option("--dir <directory>", "the mirror", DEFAULT_MIRROR)
    .option("--json", "print one JSON document: version, mirror, CLI configuration, folders")
    .addHelpText(
      "after",
      helpFooter({
        notes: ["Only the CLI configuration goes to standard output; the rest to standard error."],
        examples: [
          "netfoundry-scim provider install > terraform.rc",
          "TF_CLI_CONFIG_FILE=$PWD/terraform.rc terraform init",
          "netfoundry-scim provider install --dir /usr/share/terraform/plugins --json",
        ],
        failed: "the mirror could not be written, or the system is Windows",
      }),
    )
    .action(async (options: InstallOptions) => {
      const { providerInstall } = require("../provider/install") as typeof import("../provider/install");
      await providerInstall(options);
    });
  provider
    .command("debug")
    .description("serve the provider in this process, for a debugger, and print TF_REATTACH_PROVIDERS")
    .addHelpText(
      "after",
      helpFooter({
        examples: ["netfoundry-scim provider debug > reattach.sh", ". ./reattach.sh && terraform plan"],
        failed: "the provider could not be served",
      }),
    )
    .action(async () => {
      const { providerDebug } = require("../provider/debug") as typeof import("../provider/debug");
      await providerDebug();
    });
}
