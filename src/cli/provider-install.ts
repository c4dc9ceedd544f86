import { relative, resolve } from "node:path";
import { packageRoot } from "./package-root";
import { type InstalledProvider, installProvider } from "./provider-mirror";
import { cliConfiguration } from "./terraform/cli-configuration";

/** `netfoundry-scim provider install`: fills the mirror and says how to use it. Throws CliError. */
export async function providerInstall(
  options: { readonly dir: string },
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  const mirror = resolve(options.dir);
  const root = packageRoot();
  const installed = await installProvider(mirror, root);
  write(`${report(installed)}\n\n${instructions(mirror, root.version)}`);
}

function report(installed: readonly InstalledProvider[]): string {
  const lines = installed.map(({ path, outcome }) => `${outcome}  ${relative(process.cwd(), path) || path}`);
  if (installed.some(({ outcome }) => outcome === "replaced")) {
    lines.push(
      "",
      "Another build of the same version was replaced. Where `terraform init` now reports a checksum that does",
      "not match, remove the netfoundry block from .terraform.lock.hcl and run it again.",
    );
  }
  return lines.join("\n");
}

function instructions(mirror: string, version: string): string {
  return `Put this into a file and name it in TF_CLI_CONFIG_FILE, or add it to ~/.terraformrc (OpenTofu: ~/.tofurc):

${cliConfiguration(mirror, "registry")}
Then ask for the provider and run \`terraform init\` (or \`tofu init\`):

terraform {
  required_providers {
    netfoundry = {
      source  = "netfoundry/netfoundry"
      version = "${version}"
    }
  }
}
`;
}
