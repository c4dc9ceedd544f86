import { clientSettings } from "./client-settings";
import { milliseconds } from "./connection-settings";
import { controllerSettings } from "./controller-settings";
import { type Environment, type ProviderBlock, VARIABLES, variable } from "./environment";
import { environmentTrust } from "./environment-trust";
import { managedByOf } from "./managed-by";
import { type Target, withConnection } from "./target";

/** Everything that the provider block and the environment decide. */
export interface ProviderSettings {
  readonly target: Target;
  readonly expiryWarningMs: number;
  /** Where the code is that manages the objects. Null when nobody says. */
  readonly managedBy: string | null;
  /** Why files of trusted certificates that the environment names are left out. */
  readonly trustProblems: readonly string[];
}

const DEFAULT_EXPIRY_WARNING = "14d";

/** Reads the settings. Throws SettingError for what is missing, cannot be used or does not go together. */
export function providerSettings(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): ProviderSettings {
  const controller = controllerSettings(block, environment, readFile);
  const expiryWarning =
    block.expiry_warning ?? variable(environment, VARIABLES.expiry_warning) ?? DEFAULT_EXPIRY_WARNING;
  const target: Target =
    controller === null
      ? { kind: "network", settings: clientSettings(block, environment, readFile) }
      : { kind: "controller", settings: controller };
  const trust = environmentTrust(environment, readFile);
  const caCert = [target.settings.caCert, trust.certificates].filter(Boolean).join("\n");
  return {
    target: caCert === "" ? target : withConnection(target, { caCert }),
    expiryWarningMs: milliseconds("expiry_warning", expiryWarning),
    managedBy: managedByOf(block, environment),
    trustProblems: trust.problems,
  };
}
