import { PROVIDER_ADDRESSES } from "../provider/mirror";

/**
 * The CLI configuration of Terraform and OpenTofu that takes the provider from a mirror. `elsewhere` says
 * where other providers come from: their registry, or nowhere, so that `init` sends no request.
 */
export function cliConfiguration(mirror: string, elsewhere: "registry" | "nowhere"): string {
  const addresses = PROVIDER_ADDRESSES.map((address) => `      ${JSON.stringify(address)},`).join("\n");
  const list = (name: string) => `    ${name} = [\n${addresses}\n    ]\n`;
  const direct = elsewhere === "registry" ? `  direct {\n${list("exclude")}  }\n` : "";
  // HCL reads a JSON string, so quotes and backslashes in a path are safe.
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
${list("include")}  }
${direct}}
`;
}
