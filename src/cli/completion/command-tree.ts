import type { Command } from "commander";

/** One option, as the shells complete it. */
export interface TreeOption {
  /** As typed, with its dashes: `--port`. */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
}

/** One command, as the shells complete it. */
export interface TreeCommand {
  /** The words after the program's name, as in `["provider", "install"]`; empty for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly TreeOption[];
  /** The words that the command's own argument may be. */
  readonly values: readonly string[];
}

/** The program and every command below it, parents first. */
export function commandTree(command: Command, path: readonly string[] = []): readonly TreeCommand[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((one) => one.name() !== "help");
  const own: TreeCommand = {
    path,
    commands: commands.map((one) => ({ name: one.name(), description: one.description() })),
    options: help.visibleOptions(command).map((option) => ({
      flag: option.long ?? option.flags,
      description: option.description,
      takesValue: option.required || option.optional,
    })),
    values: command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
  return [own, ...commands.flatMap((one) => commandTree(one, [...path, one.name()]))];
}

/** The commands' paths as the scripts compare them: ` provider install`, with a space before each word. */
export function pathText(path: readonly string[]): string {
  return path.map((word) => ` ${word}`).join("");
}
