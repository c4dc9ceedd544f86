import type { ControllerSettings } from "../../client/settings";
import { ACCOUNT_FILE } from "./account-file";
import { httpAddress } from "./address";
import { connectionSettings } from "./connection-settings";
import {
  type Environment,
  type ProviderBlock,
  VARIABLES,
  variable,
  ZITI_VARIABLES,
  type ZitiBlock,
  type ZitiSetting,
} from "./environment";
import { SettingProblem } from "./problem";

/** The settings of a NetFoundry network, which a plain controller has no use for. */
export const NETWORK_SETTINGS = [
  "api_url",
  "environment",
  "client_id",
  "client_secret",
  "auth_url",
  "network_id",
  "network_name",
] as const;

/** Variables of which one is enough to tell that an API account is meant. */
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

const NOTHING: ZitiBlock = { controller_url: null, username: null, password: null };

/**
 * The settings of a plain OpenZiti controller; null when a NetFoundry network is meant. A controller is meant when the block has
 * `ziti`, and when nothing but ZITI_API_HOST says what to talk to. Throws SettingProblem for what is missing or does not go together.
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
    throw clash(inBlock);
  }
  const ziti = block.ziti ?? NOTHING;
  const of = (setting: ZitiSetting) =>
    ziti[setting] ?? variable(environment, ZITI_VARIABLES[setting]) ?? missing(setting);
  return {
    controllerUrl: httpAddress(
      ["ziti", "controller_url"],
      of("controller_url"),
      ZITI_VARIABLES.controller_url,
      ", as in https://controller.example.com:1280",
    ),
    username: of("username"),
    password: of("password"),
    ...connectionSettings(block, environment, readFile),
  };
}

/** What is wrong with `ziti` beside a setting of a NetFoundry network. */
export function clash(setting: (typeof NETWORK_SETTINGS)[number]): SettingProblem {
  return new SettingProblem(
    setting,
    `ziti and ${setting} do not go together`,
    `ziti names a plain OpenZiti controller, ${setting} belongs to a NetFoundry network. Keep one of them; for both worlds in one ` +
      "configuration, write two provider blocks and give one an alias.",
  );
}

function missing(setting: ZitiSetting): never {
  throw new SettingProblem(
    ["ziti", setting],
    `ziti.${setting} is missing`,
    `Set the environment variable ${ZITI_VARIABLES[setting]}, or ${setting} in ziti of the provider block.`,
  );
}
