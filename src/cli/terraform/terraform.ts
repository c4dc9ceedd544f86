import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { CliError } from "../errors/cli-error";

const CANDIDATES = ["terraform", "tofu"] as const;

/** The settings of a terraform command beside its arguments. */
export interface TerraformSettings {
  /** Path of the CLI configuration that names the provider mirror. */
  readonly cliConfigurationFile: string;
  /** Variables for the provider, such as NF_API_URL. */
  readonly provider: Readonly<Record<string, string>>;
}

/**
 * Path of the terraform to run: TERRAFORM_BIN, otherwise `terraform`, otherwise `tofu` on PATH. When there is
 * none, throws CliError that says what to install.
 */
export function findTerraform(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment.TERRAFORM_BIN;
  if (chosen !== undefined && chosen !== "") {
    const found = /[\\/]/.test(chosen) ? executable(resolve(chosen)) : onPath(chosen, environment.PATH);
    if (found !== null) return found;
    throw new CliError(`TERRAFORM_BIN is "${chosen}", which is no executable file. ${REMEDY}`);
  }
  for (const candidate of CANDIDATES) {
    const found = onPath(candidate, environment.PATH);
    if (found !== null) return found;
  }
  throw new CliError(`terraform was not found on PATH. ${REMEDY}`);
}

const REMEDY =
  "Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu " +
  "(https://opentofu.org/docs/intro/install), whose `tofu` works too. If it is not on PATH, set " +
  "TERRAFORM_BIN to its path.";

/**
 * Variables of other runs and accounts, which must not reach this run. Logging stays as the user wants it.
 */
const FOREIGN = /^(TF_|NF_|NETFOUNDRY_|ZITI_)/;
const ALLOWED = /^TF_LOG/;

/**
 * The environment of a terraform run. It asks no questions, does not call home, finds the provider in the
 * mirror and talks only to the given API. Variables of the caller that would change this are left out.
 */
export function terraformEnvironment(
  settings: TerraformSettings,
  environment: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    ...withoutForeignSettings(environment),
    ...settings.provider,
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    TF_CLI_CONFIG_FILE: settings.cliConfigurationFile,
  };
}

/** The environment without the caller's Terraform and NetFoundry settings. Loopback bypasses any proxy. */
export function withoutForeignSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => !FOREIGN.test(name) || ALLOWED.test(name));
  const noProxy = ["127.0.0.1", "localhost", environment.NO_PROXY ?? environment.no_proxy ?? ""]
    .filter(Boolean)
    .join(",");
  return { ...Object.fromEntries(own), NO_PROXY: noProxy, no_proxy: noProxy };
}

function onPath(name: string, path: string | undefined): string | null {
  for (const directory of (path ?? "").split(delimiter)) {
    const found = isAbsolute(directory) ? executable(join(directory, name)) : null;
    if (found !== null) return found;
  }
  return null;
}

function executable(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}
