import { clientSettings } from "../../../src/provider/configuration/client-settings";
import type { Environment, ProviderBlock } from "../../../src/provider/configuration/environment";
import { SettingError } from "../../../src/provider/configuration/setting-error";

/** A provider block without a single setting. */
export const EMPTY: ProviderBlock = {
  api_url: null,
  environment: null,
  client_id: null,
  client_secret: null,
  auth_url: null,
  network_id: null,
  network_name: null,
  ca_cert: null,
  client_cert: null,
  client_key: null,
  insecure_skip_verify: null,
  request_timeout: null,
  max_retries: null,
  max_concurrent_requests: null,
  expiry_warning: null,
  ziti: null,
};
/** The environment of an API account. */
export const ACCOUNT = {
  NF_CLIENT_ID: "account",
  NF_CLIENT_SECRET: "s3cret",
  NF_AUTH_URL: "https://auth.example.com/oauth2/token",
};

/** The settings of a client of NetFoundry. `files` holds the text of each file that can be read. */
export function settings(
  block: Partial<ProviderBlock>,
  environment: Environment,
  files: Record<string, string> = {},
) {
  return clientSettings({ ...EMPTY, ...block }, environment, (path) => {
    const text = files[path];
    if (text === undefined) throw new Error(`no such file: ${path}`);
    return text;
  });
}

export function problem(block: Partial<ProviderBlock>, environment: Environment): SettingError {
  return problemOf(() => settings(block, environment));
}

/** The problem that the work throws. Throws when there is none. */
export function problemOf(work: () => unknown): SettingError {
  try {
    work();
  } catch (failure) {
    if (failure instanceof SettingError) return failure;
    throw failure;
  }
  throw new Error("there was no problem");
}
