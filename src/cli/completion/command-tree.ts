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

/** The pattern of a shell's `case` for any command below the program. */
export function pathPattern(tree: readonly TreeCommand[]): string {
  const paths = tree.filter(({ path }) => path.length > 0).map(({ path }) => `"${pathText(path)}"`);
  return paths.join("|");
}

/** The pattern of a shell's `case` for a command and one of its options that takes a value. */
export function valueOptionPattern(tree: readonly TreeCommand[]): string {
  const optionsWithValue = tree.flatMap(({ path, options }) =>
    options.filter(({ takesValue }) => takesValue).map(({ flag }) => `"${pathText(path)} ${flag}"`),
  );
  return optionsWithValue.join("|");
}
