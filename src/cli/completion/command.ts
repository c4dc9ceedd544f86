import { Argument, type Command } from "commander";
import { helpFooter } from "../help-footer";
import type { TreeCommand } from "./command-tree";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

/** Adds `netfoundry-scim completion <shell>`. It prints a script made from the program's own commands. */
export function addCompletion(program: Command): void {
  program
    .command("completion")
    .description("print a script that completes commands and options in a shell")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .addHelpText(
      "after",
      helpFooter({
        examples: [
          "source <(netfoundry-scim completion bash)   # in ~/.bashrc",
          "source <(netfoundry-scim completion zsh)    # in ~/.zshrc, after compinit",
          "netfoundry-scim completion fish | source    # in config.fish",
        ],
        failed: "the script could not be printed",
      }),
    )
    .action((shell: Shell) => {
      const { commandTree } = require("./command-tree") as typeof import("./command-tree");
      process.stdout.write(scriptMaker(shell)(commandTree(program)));
    });
}

function scriptMaker(shell: Shell): (tree: readonly TreeCommand[]) => string {
  switch (shell) {
    case "bash":
      return (require("./bash") as typeof import("./bash")).bashCompletion;
    case "zsh":
      return (require("./zsh") as typeof import("./zsh")).zshCompletion;
    case "fish":
      return (require("./fish") as typeof import("./fish")).fishCompletion;
  }
}
