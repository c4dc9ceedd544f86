import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { CallOptions } from "../../client/settings";
import { type TokenUse, tokenUse } from "../../connect/common/token-use";
import type { Integration } from "../../contract/gateway/integration";
import type { TokenMetadata } from "../../contract/gateway/token";
import { CliError, usageError } from "../cli-error";
import { environmentClient } from "../environment-client";
import { isUuid } from "../uuid";
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
    const integration = await findIntegration(client, wanted.replace(/^name:/, ""), options);
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

async function findIntegration(client: Client, wanted: string, options: CallOptions): Promise<Integration> {
  if (isUuid(wanted)) {
    return client.integrations.get(wanted, options).catch((failure: unknown) => {
      if (failure instanceof NotFoundError) throw usageError(`--integration: ${failure.message}`);
      throw failure;
    });
  }
  const networkId = await client.networks.defaultId(options);
  const found = await client.integrations.list({ networkId, name: wanted }, options);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw usageError(
    only === undefined
      ? `--integration: no integration of the network ${networkId} is named "${wanted}"; upper and lower ` +
          "case count"
      : `--integration: ${found.length} integrations are named "${wanted}"; give the id of one: ` +
          found.map(({ id }) => id).join(", "),
  );
}
