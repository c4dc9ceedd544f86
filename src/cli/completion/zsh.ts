import { pathPattern, pathText, type TreeCommand, valueOptionPattern } from "./command-tree";

/** The completion script for zsh. It completes values of options as file names. */
export function zshCompletion(tree: readonly TreeCommand[]): string {
  const words = tree.map(({ path, commands, options, values }) => {
    const described = [...commands, ...values.map((name) => ({ name, description: "" }))];
    const names = described.map(({ name, description }) => quoted(name, description)).join(" ");
    const flags = options.map(({ flag, description }) => quoted(flag, description)).join(" ");
    return `    "${pathText(path)}") commands=(${names}); options=(${flags}) ;;`;
  });
  return `#compdef netfoundry-scim
# zsh completion for netfoundry-scim. Use it with: source <(netfoundry-scim completion zsh)
_netfoundry_scim() {
  local command="" word previous="\${words[CURRENT-1]}"
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$command $word" in
      ${pathPattern(tree)}) command="$command $word" ;;
    esac
  done
  case "$command $previous" in
    ${valueOptionPattern(tree)}) _files; return ;;
  esac
  case "$command" in
${words.join("\n")}
  esac
  (( \${#commands} )) && _describe -t commands command commands
  _describe -t options option options
}
if [ "$funcstack[1]" = "_netfoundry_scim" ]; then
  _netfoundry_scim "$@"
else
  compdef _netfoundry_scim netfoundry-scim
fi
`;
}

/** `name:description` as one word of zsh. A colon ends the name, so a colon inside it is escaped. */
function quoted(name: string, description: string): string {
  const text = `${name.replaceAll(":", "\\:")}:${description}`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
