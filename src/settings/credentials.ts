import { ACCOUNT_FILE, readAccountFile } from "./account-file";
import { accountAddress } from "./address";
import { type Environment, type ProviderBlock, trimmed, VARIABLES, variable } from "./environment";
import { SettingError } from "./setting-error";

/** The credentials that the client signs in with. */
export type Credentials =
  | { readonly apiToken: string }
  | { readonly clientId: string; readonly clientSecret: string; readonly authUrl: string };

/**
 * Finds the credentials. The order is: the API account of the provider block and of NF_*, a ready token, the
 * variables of NetFoundry's own tools, the account's file. Throws SettingError naming what is missing.
 * @param readFile reads a text file; throws when it cannot.
 */
export function credentialsOf(
  block: ProviderBlock,
  environment: Environment,
  readFile: (path: string) => string,
): Credentials {
  const of = (setting: "api_url" | "client_id" | "client_secret" | "auth_url") =>
    trimmed(block[setting]) ?? variable(environment, VARIABLES[setting]);
  const givenAuthUrl = of("auth_url");
  const authUrl = givenAuthUrl === null ? null : accountAddress("auth_url", givenAuthUrl, VARIABLES.auth_url);
  const clientId = of("client_id");
  const clientSecret = of("client_secret");
  const apiUrl = of("api_url");
  if (clientId !== null || clientSecret !== null) {
    return {
      clientId: clientId ?? missing("client_id", "the client secret of the API account"),
      clientSecret: clientSecret ?? missing("client_secret", "the client id of the API account"),
      authUrl: authUrl ?? authUrlOf(apiUrl),
    };
  }
  const apiToken = variable(environment, "NETFOUNDRY_API_TOKEN");
  if (apiToken !== null) return { apiToken };
  const file = variable(environment, ACCOUNT_FILE);
  const account =
    accountOfOtherTools(environment) ?? (file === null ? null : readAccountFile(file, readFile));
  if (account !== null) return { ...account, authUrl: authUrl ?? account.authUrl };
  throw new SettingError(
    "client_id",
    "The credentials of the API account are missing",
    "Set the environment variables NF_CLIENT_ID and NF_CLIENT_SECRET (or client_id and client_secret " +
      "in the provider block). Or set NETFOUNDRY_API_TOKEN to a ready token, or NETFOUNDRY_API_ACCOUNT " +
      "to the path of credentials.json. To try it all without an account, run: netfoundry-scim serve",
  );
}

function missing(setting: "client_id" | "client_secret", given: string): never {
  throw new SettingError(
    setting,
    `${setting} is missing`,
    `There is ${given}, but not the other half. Set the environment variable ${VARIABLES[setting]}, or ` +
      `${setting} in the provider block.`,
  );
}

function authUrlOf(apiUrl: string | null): string {
  if (apiUrl !== null) return `${apiUrl.replace(/\/+$/, "")}/oauth2/token`;
  throw new SettingError(
    "auth_url",
    "auth_url is missing",
    "Each NetFoundry environment has its own token endpoint. Set the environment variable NF_AUTH_URL " +
      "(or auth_url in the provider block) to the authenticationUrl of the API account's credentials " +
      "file, with /oauth2/token at the end.",
  );
}

/** The three variables that NetFoundry's Python tools read; null when none of them is set. */
function accountOfOtherTools(environment: Environment) {
  const clientId = variable(environment, "NETFOUNDRY_CLIENT_ID");
  const clientSecret = variable(environment, "NETFOUNDRY_PASSWORD");
  const authUrl = variable(environment, "NETFOUNDRY_OAUTH_URL");
  if (clientId === null && clientSecret === null && authUrl === null) return null;
  if (clientId !== null && clientSecret !== null && authUrl !== null)
    return { clientId, clientSecret, authUrl: accountAddress("auth_url", authUrl, "NETFOUNDRY_OAUTH_URL") };
  throw new SettingError(
    "client_id",
    "The credentials of the API account are incomplete",
    "NETFOUNDRY_CLIENT_ID, NETFOUNDRY_PASSWORD and NETFOUNDRY_OAUTH_URL go together. Set all three, or " +
      "use NF_CLIENT_ID and NF_CLIENT_SECRET.",
  );
}
