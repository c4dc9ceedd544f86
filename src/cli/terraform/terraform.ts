import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { CliError } from "../cli-error";

const CANDIDATES = ["terraform", "tofu"] as const;

/** What the command is run with, beside its arguments. */
export interface TerraformSettings {
  /** Path of the CLI configuration that names the provider mirror. */
  readonly cliConfigurationFile: string;
  /** Passed through to the provider: NF_API_URL and the like. */
  readonly provider: Readonly<Record<string, string>>;
}

/**
 * Path of the terraform to run: TERRAFORM_BIN, else `terraform`, else `tofu` on PATH. Throws CliError when
 * there is none, saying what to install.
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
  "Install Terraform (https://developer.hashicorp.com/terraform/install); OpenTofu is accepted too, as `tofu` " +
  "(https://opentofu.org/docs/intro/install). To use one that is elsewhere, set TERRAFORM_BIN to its path.";

/**
 * Settings of other runs and other accounts that must not reach this one; logging is the person's own wish.
 */
const FOREIGN = /^(TF_|NF_|NETFOUNDRY_|ZITI_)/;
const KEPT = /^TF_LOG/;

/**
 * The environment of a terraform that asks nothing, phones nobody, finds the provider in the mirror and talks
 * to the given API alone: variables of the caller that would point it elsewhere are left out.
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

/**
 * The environment without the caller's Terraform and NetFoundry settings, and with loopback kept off any
 * proxy.
 */
export function withoutForeignSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.entries(environment).filter(([name]) => !FOREIGN.test(name) || KEPT.test(name));
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
