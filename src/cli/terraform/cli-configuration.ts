import { PROVIDER_ADDRESSES } from "../provider-mirror";

/**
 * The Terraform (and OpenTofu) CLI configuration that finds the provider in a mirror. `elsewhere` says where
 * all other providers come from: their registry, or nowhere, which keeps `init` off the network.
 */
export function cliConfiguration(mirror: string, elsewhere: "registry" | "nowhere"): string {
  const addresses = PROVIDER_ADDRESSES.map((address) => `      ${JSON.stringify(address)},`).join("\n");
  const list = (name: string) => `    ${name} = [\n${addresses}\n    ]\n`;
  const direct = elsewhere === "registry" ? `  direct {\n${list("exclude")}  }\n` : "";
  // A path is quoted as JSON does it, which HCL reads: a quote or a backslash in it stays what it is.
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
${list("include")}  }
${direct}}
`;
}
