import { isHttpUrl } from "./http-url";
import { SettingError } from "./setting-error";

/**
 * Returns the address unchanged. Throws SettingError when it is no http or https URL.
 * @param variable the environment variable to name in the problem.
 * @param example completes "It starts with https:// or http://".
 */
export function httpAddress(
  setting: SettingError["setting"],
  url: string,
  variable: string,
  example = "",
): string {
  if (isHttpUrl(url)) return url;
  throw new SettingError(
    setting,
    `${[setting].flat().join(".")} is no URL`,
    `Got "${url}" (${variable}). It starts with https:// or http://${example}.`,
  );
}

/**
 * As httpAddress, for the addresses of an API account. Refuses a user name or a password in the address: they
 * would be sent in place of the provider's credentials.
 */
export function accountAddress(setting: "api_url" | "auth_url", url: string, variable: string): string {
  const { username, password, host } = new URL(httpAddress(setting, url, variable));
  if (username === "" && password === "") return url;
  throw new SettingError(
    setting,
    `${setting} holds a user name or a password`,
    `Take them out of the address of ${host} (${variable}). Otherwise they would be sent in place of ` +
      "the API account or its access token. Give the account in client_id and client_secret " +
      "(NF_CLIENT_ID, NF_CLIENT_SECRET).",
  );
}
