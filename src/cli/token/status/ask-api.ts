import type { Client } from "../../../client/client";
import { NotFoundError } from "../../../client/errors/not-found-error";
import type { Environment } from "../../../settings/environment";
import type { ApiIntegration } from "../../../token-slots/facts/slot-facts";
import type { StateSlot } from "../../../token-slots/state/state-slot";
import { usageError } from "../../cli-error";
import { environmentClient } from "../../environment-client";

/**
 * Asks the API about the integrations of the slots; without slots, about all of the network. Throws CliError,
 * and as the client does.
 */
export async function askApi(
  slots: readonly StateSlot[] | null,
  environment: Environment,
): Promise<readonly ApiIntegration[]> {
  const { client, kind } = environmentClient("token status", environment);
  try {
    if (kind === "controller")
      throw usageError(
        "The environment leads to a plain OpenZiti controller (ZITI_API_HOST), which has no SCIM tokens. " +
          "Unset ZITI_API_HOST to ask NetFoundry.",
      );
    return slots === null ? await allOf(client) : await ofSlots(slots, client);
  } finally {
    client.close();
  }
}

async function allOf(client: Client): Promise<readonly ApiIntegration[]> {
  const networkId = await client.networks.defaultId();
  const integrations = await client.integrations.list({ networkId });
  return Promise.all(
    integrations.map(async ({ id, name }) => ({ id, name, tokens: await client.tokens.list(id) })),
  );
}

async function ofSlots(slots: readonly StateSlot[], client: Client): Promise<readonly ApiIntegration[]> {
  // At a wrong address everything is "not found".
  await client.confirmApi();
  const ids = [...new Set(slots.map(({ integrationId }) => integrationId))];
  const found = await Promise.all(ids.map((id) => integrationOf(id, client)));
  return found.filter((one) => one !== null);
}

async function integrationOf(id: string, client: Client): Promise<ApiIntegration | null> {
  try {
    const [{ name }, tokens] = await Promise.all([client.integrations.get(id), client.tokens.list(id)]);
    return { id, name, tokens };
  } catch (failure) {
    if (failure instanceof NotFoundError) return null;
    throw failure;
  }
}
