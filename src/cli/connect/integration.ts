import type { CallOptions } from "../../client/settings";
import { type TokenUse, tokenUse } from "../../connect/common/token-use";
import type { Integration } from "../../contract/gateway/integration";
import type { TokenMetadata } from "../../contract/gateway/token";
import { CliError } from "../errors/cli-error";
import { environmentClient } from "../input/environment-client";
import { findIntegration } from "../input/find-integration";
import type { ConnectContext } from "./context";

/** An integration, the use of its newest token, and how to read that again. */
export interface WatchedIntegration {
  readonly integration: Integration;
  readonly use: TokenUse;
  readTokens(): Promise<readonly TokenMetadata[]>;
  /** Closes the idle connections. */
  close(): void;
}

/**
 * Finds an integration by its id or its name, with the provider's environment variables.
 * @throws CliError when there is none, when several have the name, or when it has no live token; and as the
 *   client's calls do.
 */
export async function watchIntegration(
  wanted: string,
  { environment, clock }: ConnectContext,
  options: CallOptions,
): Promise<WatchedIntegration> {
  const { client } = environmentClient("--integration", environment, clock);
  try {
    const integration = await findIntegration(client, wanted, options);
    const readTokens = () => client.tokens.list(integration.id, options);
    const use = tokenUse(await readTokens());
    if (use === null)
      throw new CliError(
        `the integration "${integration.name}" (${integration.id}) has no token that works; mint one ` +
          "first, for instance by `terraform apply`",
      );
    return { integration, use, readTokens, close: () => client.close() };
  } catch (failure) {
    client.close();
    throw failure;
  }
}
