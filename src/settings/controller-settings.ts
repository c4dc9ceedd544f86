import type { ControllerSettings } from "../client/settings";
import { ACCOUNT_FILE } from "./account-file";
import { httpAddress } from "./address";
import { connectionSettings } from "./connection-settings";
import {
  type Environment,
  type ProviderBlock,
  trimmed,
  VARIABLES,
  variable,
  ZITI_VARIABLES,
  type ZitiBlock,
  type ZitiSetting,
} from "./environment";
import { SettingError } from "./setting-error";

/** The settings of a NetFoundry network. They conflict with `ziti`. */
export const NETWORK_SETTINGS = [
  "api_url",
  "environment",
  "client_id",
  "client_secret",
  "auth_url",
  "network_id",
  "network_name",
] as const;

/** The variables of an API account. Any one of them selects a NetFoundry network. */
const ACCOUNT_VARIABLES = [
  VARIABLES.api_url,
  VARIABLES.client_id,
  VARIABLES.client_secret,
  "NETFOUNDRY_API_TOKEN",
  "NETFOUNDRY_CLIENT_ID",
  "NETFOUNDRY_PASSWORD",
  "NETFOUNDRY_OAUTH_URL",
  ACCOUNT_FILE,
];

/**
 * What a file brings along: a byte order mark before the password and line ends after it. A space may belong
 * to it.
 */
const SURROUNDINGS = /^\uFEFF|[\r\n]+$/g;

const EMPTY_ZITI_BLOCK: ZitiBlock = { controller_url: null, username: null, password: null };

/**
 * The settings of a plain OpenZiti controller; null for a NetFoundry network. A controller is used when the
 * block has `ziti`, and also when ZITI_API_HOST is set and nothing names an API account. Throws
 * SettingError for a setting that is missing or conflicts with another.
 * @param readFile reads a text file; throws when it cannot.
 */
export function controllerSettings(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): ControllerSettings | null {
  const inBlock = NETWORK_SETTINGS.find((setting) => block[setting] !== null);
  if (block.ziti === null) {
    const named =
      inBlock !== undefined || ACCOUNT_VARIABLES.some((name) => variable(environment, name) !== null);
    if (named || variable(environment, ZITI_VARIABLES.controller_url) === null) return null;
  } else if (inBlock !== undefined) {
    throw zitiConflict(inBlock);
  }
  const ziti = block.ziti ?? EMPTY_ZITI_BLOCK;
  const given = (setting: ZitiSetting) => ziti[setting] ?? variable(environment, ZITI_VARIABLES[setting]);
  const connection = connectionSettings(block, environment, readFile);
  return {
    controllerUrl: httpAddress(
      ["ziti", "controller_url"],
      given("controller_url") ?? missing("controller_url"),
      ZITI_VARIABLES.controller_url,
      ", as in https://controller.example.com:1280",
    ),
    ...loginOf(given("username"), passwordOf(ziti, environment), connection.clientCert !== undefined),
    ...connection,
  };
}

/** The password with the spaces around it; null when it is unset or blank. */
function passwordOf(ziti: ZitiBlock, environment: Environment): string | null {
  const given = ziti.password ?? environment[ZITI_VARIABLES.password] ?? null;
  return trimmed(given) === null ? null : given;
}

/** Username and password. Neither is needed with a client certificate, which then signs in. */
function loginOf(
  username: string | null,
  password: string | null,
  hasCertificate: boolean,
): Pick<ControllerSettings, "username" | "password"> {
  if (username === null && password === null && hasCertificate) return {};
  return {
    username: trimmed(username) ?? missing("username"),
    password: password?.replace(SURROUNDINGS, "") ?? missing("password"),
  };
}

/** The problem of `ziti` together with a setting of a NetFoundry network. */
export function zitiConflict(setting: (typeof NETWORK_SETTINGS)[number]): SettingError {
  return new SettingError(
    setting,
    `ziti and ${setting} do not go together`,
    `ziti names a plain OpenZiti controller. ${setting} belongs to a NetFoundry network. Keep one of ` +
      "them. To use both in one configuration, write two provider blocks and give one an alias.",
  );
}

const CERTIFICATE_ADVICE =
  "Or sign in with a client certificate instead: client_cert (NF_CLIENT_CERT) and client_key " +
  "(NF_CLIENT_KEY), without a username and a password.";

function missing(setting: ZitiSetting): never {
  throw new SettingError(
    ["ziti", setting],
    `ziti.${setting} is missing`,
    `Set the environment variable ${ZITI_VARIABLES[setting]}, or ${setting} in ziti of the provider block.` +
      (setting === "controller_url" ? "" : ` ${CERTIFICATE_ADVICE}`),
  );
}
