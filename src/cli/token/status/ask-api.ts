import type { Client } from "../../../client/client";
import { NotFoundError } from "../../../client/errors/not-found-error";
import type { Environment } from "../../../settings/environment";
import type { ApiIntegration } from "../../../token-slots/facts/slot-facts";
import type { StateSlot } from "../../../token-slots/state/state-slot";
import { usageError } from "../../errors/cli-error";
import { environmentClient } from "../../input/environment-client";
import { findIntegration } from "../../input/find-integration";

/**
 * Asks the API about the integrations of the slots; without slots, about all of the network. Throws CliError,
 * and as the client does.
 * @param wanted without slots: id or name of the only integration to ask about.
 */
export async function askApi(
  slots: readonly StateSlot[] | null,
  environment: Environment,
  wanted?: string,
): Promise<readonly ApiIntegration[]> {
  const { client, kind } = environmentClient("token status", environment);
  try {
    if (kind === "controller")
      throw usageError(
        "The environment leads to a plain OpenZiti controller (ZITI_API_HOST), which has no SCIM tokens. " +
          "Unset ZITI_API_HOST to ask NetFoundry.",
      );
    return slots === null ? await ofNetwork(client, wanted) : await ofSlots(slots, client);
  } finally {
    client.close();
  }
}

async function ofNetwork(client: Client, wanted: string | undefined): Promise<readonly ApiIntegration[]> {
  const integrations =
    wanted === undefined
      ? await client.integrations.list({ networkId: await client.networks.defaultId() })
      : [await findIntegration(client, wanted)];
  return thoseThere(
    integrations.map(async ({ id, name }) => ({ id, name, tokens: await client.tokens.list(id) })),
  );
}

async function ofSlots(slots: readonly StateSlot[], client: Client): Promise<readonly ApiIntegration[]> {
  // At a wrong address everything is "not found".
  await client.confirmApi();
  const ids = [...new Set(slots.map(({ integrationId }) => integrationId))];
  return thoseThere(
    ids.map(async (id) => {
      const [{ name }, tokens] = await Promise.all([client.integrations.get(id), client.tokens.list(id)]);
      return { id, name, tokens };
    }),
  );
}

/** Leaves out what the API does not find: somebody may delete an integration meanwhile. */
async function thoseThere(asked: readonly Promise<ApiIntegration>[]): Promise<readonly ApiIntegration[]> {
  const found = await Promise.all(asked.map((one) => one.catch(nullIfNotFound)));
  return found.filter((one) => one !== null);
}

function nullIfNotFound(failure: unknown): null {
  if (failure instanceof NotFoundError) return null;
  throw failure;
}
