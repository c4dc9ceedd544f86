import { pathPattern, pathText, type TreeCommand, valueOptionPattern } from "./command-tree";

/** The completion script for bash 3.2 and later. It completes values of options as file names. */
export function bashCompletion(tree: readonly TreeCommand[]): string {
  const words = tree.map(({ path, commands, options, values }) => {
    const all = [...commands.map(({ name }) => name), ...values, ...options.map(({ flag }) => flag)];
    return `    "${pathText(path)}") words="${all.join(" ")}" ;;`;
  });
  return `# bash completion for netfoundry-scim. Use it with: source <(netfoundry-scim completion bash)
_netfoundry_scim() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="" words="" index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$command \${COMP_WORDS[index]}" in
      ${pathPattern(tree)}) command="$command \${COMP_WORDS[index]}" ;;
    esac
  done
  COMPREPLY=()
  case "$command $previous" in
    ${valueOptionPattern(tree)}) return ;;
  esac
  case "$command" in
${words.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _netfoundry_scim netfoundry-scim
`;
}
