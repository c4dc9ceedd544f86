import { readFileSync } from "node:fs";
import { type Client, createClient, createControllerClient } from "../client/client";
import { EMPTY_PROVIDER_BLOCK, type Environment } from "../settings/environment";
import { providerSettings } from "../settings/provider-settings";
import { SettingError } from "../settings/setting-error";
import type { Target } from "../settings/target";
import { usageError } from "./cli-error";

/** A client of the API that the provider's environment variables lead to. */
export interface EnvironmentClient {
  readonly client: Client;
  readonly kind: Target["kind"];
}

/**
 * Makes the client. Sends no request yet. Throws a CliError for a setting that is missing or cannot be used.
 * @param what of the command line needs it, for the message.
 */
export function environmentClient(what: string, environment: Environment): EnvironmentClient {
  const { target } = settings(what, environment);
  const client =
    target.kind === "network" ? createClient(target.settings) : createControllerClient(target.settings);
  return { client, kind: target.kind };
}

function settings(what: string, environment: Environment) {
  try {
    return providerSettings(EMPTY_PROVIDER_BLOCK, environment, (path) => readFileSync(path, "utf8"));
  } catch (failure) {
    if (failure instanceof SettingError) throw usageError(`${what}: ${failure.message}`);
    throw failure;
  }
}
