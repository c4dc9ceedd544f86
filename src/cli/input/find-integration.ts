import type { Client } from "../../client/client";
import { NotFoundError } from "../../client/errors/not-found-error";
import type { CallOptions } from "../../client/settings";
import type { Integration } from "../../contract/gateway/integration";
import { usageError } from "../errors/cli-error";
import { isUuid } from "./uuid";

/**
 * Finds the integration that --integration names.
 * @param wanted its id, its name, or `name:<name>`.
 * @throws CliError when there is none, or when several have the name; and as the client's calls do.
 */
export async function findIntegration(
  client: Client,
  wanted: string,
  options: CallOptions = {},
): Promise<Integration> {
  if (isUuid(wanted)) {
    return client.integrations.get(wanted, options).catch((failure: unknown) => {
      if (failure instanceof NotFoundError) throw usageError(`--integration: ${failure.message}`);
      throw failure;
    });
  }
  const name = wanted.replace(/^name:/, "");
  const networkId = await client.networks.defaultId(options);
  const found = await client.integrations.list({ networkId, name }, options);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw usageError(
    only === undefined
      ? `--integration: no integration of the network ${networkId} is named "${name}"; upper and lower ` +
          "case count"
      : `--integration: ${found.length} integrations are named "${name}"; give the id of one: ` +
          found.map(({ id }) => id).join(", "),
  );
}
