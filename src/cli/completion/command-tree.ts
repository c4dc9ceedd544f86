import type { Command } from "commander";

/** An option to complete. */
export interface TreeOption {
  /** With its dashes: `--port`. */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
}

/** A command to complete. */
export interface TreeCommand {
  /** The words after the program's name, as in `["provider", "install"]`. Empty for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly TreeOption[];
  /** The allowed values of the command's argument. */
  readonly values: readonly string[];
}

/** Lists the program and every command below it, parents first. */
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

/**
 * The path of a command in the form that the scripts compare: ` provider install`, with a space before each
 * word.
 */
export function pathText(path: readonly string[]): string {
  return path.map((word) => ` ${word}`).join("");
}
