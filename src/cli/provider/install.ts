import { relative, resolve } from "node:path";
import { type PackageRoot, packageRoot } from "../package-root";
import { NODE_PLATFORMS, terraformPlatform } from "../platform";
import { cliConfiguration } from "../terraform/cli-configuration";
import { type InstalledProvider, installProvider } from "./mirror";

export interface InstallOptions {
  /** The mirror's folder, relative to the current one. */
  readonly dir: string;
  /** Whether to print one JSON document instead of texts. */
  readonly json?: boolean;
}

/** The outputs, the platform and the package. Tests replace them. */
export interface InstallSurroundings {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** In Terraform's spelling: `linux_amd64`. */
  readonly platform: string;
  readonly root: PackageRoot;
}

/**
 * `netfoundry-scim provider install`: fills the mirror for the machines of a team. Only the CLI configuration
 * goes to standard output, so that it can be redirected into a file.
 * @throws CliError on Windows, which cannot start a Node script as a plugin, and when the mirror cannot be
 * written.
 */
export async function providerInstall(
  options: InstallOptions,
  given: Partial<InstallSurroundings> = {},
): Promise<void> {
  const {
    stdout = (text: string) => process.stdout.write(text),
    stderr = (text: string) => process.stderr.write(text),
    platform = terraformPlatform(),
    root = packageRoot(),
  } = given;
  const mirror = resolve(options.dir);
  const installed = await installProvider(mirror, root, [...new Set([...NODE_PLATFORMS, platform])]);
  const configuration = cliConfiguration(mirror, "registry");
  if (options.json) {
    const answer = { version: root.version, mirror, cliConfiguration: configuration, installed };
    stdout(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  stderr(`${report(installed)}\n\n${BEFORE_CONFIGURATION}\n\n`);
  stdout(configuration);
  stderr(afterConfiguration(root.version));
}

function report(installed: readonly InstalledProvider[]): string {
  const lines = installed.map(({ path, outcome }) => `${outcome}  ${relative(process.cwd(), path) || path}`);
  if (installed.some(({ outcome }) => outcome === "replaced")) {
    lines.push(
      "",
      "Another build of the same version was replaced. If `terraform init` reports a checksum that does not",
      "match, remove the netfoundry block from .terraform.lock.hcl and run it again.",
    );
  }
  return lines.join("\n");
}

const BEFORE_CONFIGURATION =
  "Put this into a file and name it in TF_CLI_CONFIG_FILE, or add it to ~/.terraformrc (OpenTofu: " +
  "~/.tofurc):";

function afterConfiguration(version: string): string {
  return `
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
