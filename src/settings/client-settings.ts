import type { ClientSettings } from "../client/settings";
import { accountAddress } from "./address";
import { connectionSettings } from "./connection-settings";
import { credentialsOf } from "./credentials";
import { type Environment, type ProviderBlock, VARIABLES, variable } from "./environment";
import { SettingError } from "./setting-error";

const ENVIRONMENTS = ["sandbox", "staging", "production"];

/**
 * The client's settings, from the provider block, then the environment, then the defaults. Throws
 * SettingError for a setting that is missing or cannot be used.
 * @param readFile reads a text file; throws when it cannot.
 */
export function clientSettings(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): ClientSettings {
  return {
    ...credentialsOf(block, environment, readFile),
    apiUrl: apiUrlOf(block, environment),
    ...networkOf(block, environment),
    ...connectionSettings(block, environment, readFile),
  };
}

function apiUrlOf(block: ProviderBlock, environment: Environment): string {
  const apiUrl = block.api_url ?? variable(environment, VARIABLES.api_url);
  if (apiUrl !== null) return accountAddress("api_url", apiUrl, VARIABLES.api_url);
  const name = block.environment ?? variable(environment, VARIABLES.environment) ?? "production";
  if (ENVIRONMENTS.includes(name)) return `https://gateway.${name}.netfoundry.io`;
  throw new SettingError(
    "environment",
    `There is no environment "${name}"`,
    `environment (NF_ENVIRONMENT) is one of ${ENVIRONMENTS.join(", ")}. For any other, set api_url ` +
      "(NF_API_URL).",
  );
}

function networkOf(
  block: ProviderBlock,
  environment: Environment,
): Pick<ClientSettings, "networkId" | "networkName"> {
  const isConfigured = block.network_id !== null || block.network_name !== null;
  const id = isConfigured ? block.network_id : variable(environment, VARIABLES.network_id);
  const name = isConfigured ? block.network_name : variable(environment, VARIABLES.network_name);
  if (id !== null && name !== null) {
    throw new SettingError(
      "network_name",
      "network_id and network_name do not go together",
      "Both name the network to work in (NF_NETWORK_ID, NF_NETWORK_NAME). Keep one of them.",
    );
  }
  return { networkId: id ?? undefined, networkName: name ?? undefined };
}
