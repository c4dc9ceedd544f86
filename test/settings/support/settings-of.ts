import { clientSettings } from "../../../src/settings/client-settings";
import {
  EMPTY_PROVIDER_BLOCK,
  type Environment,
  type ProviderBlock,
} from "../../../src/settings/environment";
import { SettingError } from "../../../src/settings/setting-error";

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
  return clientSettings({ ...EMPTY_PROVIDER_BLOCK, ...block }, environment, (path) => {
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
