import { usageError } from "../errors/cli-error";
import { untilInterrupted } from "../interruption";
import type { ConnectContext } from "./context";
import { type WatchedIntegration, watchIntegration } from "./integration";

/** The options that every `netfoundry-scim connect …` has. */
export interface RunOptions {
  /** Id or name of the integration. */
  readonly integration?: string;
  /** How long to wait for the first use of the token, in milliseconds. */
  readonly wait?: number;
}

/**
 * Runs the work with the integration that --integration names, and until Ctrl-C. The integration is read
 * first: a wrong name changes nothing at the IdP.
 * @throws CliError, also when interrupted; and what the work throws.
 */
export async function watching<Result>(
  { integration, wait }: RunOptions,
  context: ConnectContext,
  work: (watched: WatchedIntegration | null, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  if (wait !== undefined && integration === undefined)
    throw usageError("--wait needs --integration: NetFoundry's API tells when the new token was used");
  const interruption = untilInterrupted("what the identity provider has stays as it is");
  const { signal } = interruption;
  try {
    const watched =
      integration === undefined ? null : await watchIntegration(integration, context, { signal });
    return await work(watched, signal).finally(() => watched?.close());
  } finally {
    interruption.stopListening();
  }
}
