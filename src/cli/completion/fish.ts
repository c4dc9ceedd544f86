import type { TreeCommand } from "./command-tree";

/** The completion script for fish 3 and later. It completes values of options as file names. */
export function fishCompletion(tree: readonly TreeCommand[]): string {
  const lines = tree.flatMap(({ path, commands, options, values }) => {
    const atCommand = condition(path);
    const next = [...commands.map(({ name }) => name), ...values];
    const atNext = next.length === 0 ? atCommand : condition(path, next);
    return [
      ...commands.map(({ name, description }) => line(atNext, `-a ${name} -d ${quoted(description)}`)),
      ...values.map((value) => line(atNext, `-a ${value}`)),
      ...options.map(({ flag, description, takesValue }) =>
        line(atCommand, `-l ${flag.slice(2)}${takesValue ? " -r -F" : ""} -d ${quoted(description)}`),
      ),
    ];
  });
  return `# fish completion for netfoundry-scim. Use it with: netfoundry-scim completion fish | source
complete -c netfoundry-scim -f
${lines.join("\n")}
`;
}

function line(when: string, rest: string): string {
  return `complete -c netfoundry-scim -n ${quoted(when)} ${rest}`;
}

/** A fish condition: all words of the command were typed, and none of the words that may come next. */
function condition(path: readonly string[], next: readonly string[] = []): string {
  if (path.length === 0) return "__fish_use_subcommand";
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const notNext = next.length === 0 ? [] : [`not __fish_seen_subcommand_from ${next.join(" ")}`];
  return [...seen, ...notNext].join("; and ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
