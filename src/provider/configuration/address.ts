import { isHttpUrl } from "../../tfplugin";
import { SettingProblem } from "./problem";

/**
 * The address as it is. Throws SettingProblem when it is none, or when it holds a user name or a password, which would be sent in
 * place of what the provider signs in with.
 * @param variable what the setting may have come from, for the problem.
 */
export function httpAddress(setting: "api_url" | "auth_url", url: string, variable: string): string {
  if (!isHttpUrl(url)) {
    throw new SettingProblem(
      setting,
      `${setting} is no URL`,
      `Got "${url}" (${variable}). It starts with https:// or http://.`,
    );
  }
  const { username, password, host } = new URL(url);
  if (username === "" && password === "") return url;
  throw new SettingProblem(
    setting,
    `${setting} holds a user name or a password`,
    `Take them out of the address of ${host} (${variable}): they would be sent in place of the API account or its access token. ` +
      "The account is given by client_id and client_secret (NF_CLIENT_ID, NF_CLIENT_SECRET).",
  );
}
