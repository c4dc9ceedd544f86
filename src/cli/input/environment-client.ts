import { type Client, createClient, createControllerClient } from "../../client/client";
import type { Clock } from "../../client/settings";
import { systemClock } from "../../client/system-clock";
import { EMPTY_PROVIDER_BLOCK, type Environment } from "../../settings/environment";
import { providerSettings } from "../../settings/provider-settings";
import type { Target } from "../../settings/target";
import { fromSettings, readText } from "./from-settings";

/** A client of the API that the provider's environment variables lead to. */
export interface EnvironmentClient {
  readonly client: Client;
  readonly kind: Target["kind"];
}

/**
 * Makes the client. Sends no request yet. Throws a CliError for a setting that is missing or cannot be used.
 * @param what of the command line needs it, for the message.
 */
export function environmentClient(
  what: string,
  environment: Environment,
  clock: Clock = systemClock,
): EnvironmentClient {
  const { target } = fromSettings(what, () => providerSettings(EMPTY_PROVIDER_BLOCK, environment, readText));
  const client =
    target.kind === "network"
      ? createClient({ ...target.settings, clock })
      : createControllerClient({ ...target.settings, clock });
  return { client, kind: target.kind };
}
