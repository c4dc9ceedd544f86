import { isHttpUrl } from "./http-url";
import { SettingError } from "./setting-error";

/** Variable with the path of an API account's file. NetFoundry's Python tools read it too. */
export const ACCOUNT_FILE = "NETFOUNDRY_API_ACCOUNT";

const GRANT_PATH = "/oauth2/token";

/** The API account in a `credentials.json` from the console. */
export interface AccountFile {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authUrl: string;
}

/**
 * Reads the file of an API account: `clientId`, `password`, `authenticationUrl`. Throws SettingError naming
 * the file and the field, never a value.
 * @param readFile reads a text file; throws when it cannot.
 */
export function readAccountFile(path: string, readFile: (path: string) => string): AccountFile {
  const problem = (detail: string) =>
    new SettingError(
      "client_id",
      "The file of the API account cannot be used",
      `${ACCOUNT_FILE} is "${path}": ${detail}`,
    );
  const account = parseObject(readText(path, readFile, problem));
  if (account === null) {
    throw problem("it is no JSON object in UTF-8. Give the credentials.json of the console.");
  }
  const field = (name: string): string => {
    const value = account[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    throw problem(`${name} is missing. Give the credentials.json of the console.`);
  };
  const authenticationUrl = field("authenticationUrl").replace(/\/+$/, "");
  if (!isHttpUrl(authenticationUrl)) throw problem("authenticationUrl is no URL.");
  return {
    clientId: field("clientId"),
    clientSecret: field("password"),
    // The file holds the address of the sign-in service; the token endpoint lies below it.
    authUrl: authenticationUrl.endsWith(GRANT_PATH) ? authenticationUrl : authenticationUrl + GRANT_PATH,
  };
}

function readText(
  path: string,
  readFile: (path: string) => string,
  problem: (detail: string) => SettingError,
): string {
  try {
    return readFile(path);
  } catch (failure) {
    throw problem(`it cannot be read: ${failure instanceof Error ? failure.message : String(failure)}.`);
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    // A byte order mark counts as white space here, but not for JSON.
    const value: unknown = JSON.parse(text.trim());
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
