import type { Integration } from "../../contract/gateway/integration";
import { defineSchema, notBlank, optional } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";

/** The schema of a list that covers one network. */
export function networkListSchema(what: string) {
  return defineSchema({
    description: `Lists ${what}.`,
    attributes: {
      network_id: optional.string({
        description: "Id of the network to search. Defaults to the network of the provider.",
        validate: [notBlank()],
      }),
    },
  });
}

/** The attribute of a data source that names the network to list; the state shows which one it was. */
export const listedNetworkId = optional.string({
  description: "Id of the network. Defaults to the network of the provider.",
  computed: true,
  validate: [notBlank()],
});

/** Lists the integrations of a network, oldest first. Without an id, of the provider's network. */
export function listIntegrations(
  networkId: string | null,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<{ readonly networkId: string; readonly integrations: readonly Integration[] }> {
  const client = context.client();
  return callApi("list the SCIM integrations", {}, async () => {
    const network = networkId ?? (await client.networks.defaultId({ signal }));
    return {
      networkId: network,
      integrations: await client.integrations.list({ networkId: network }, { signal }),
    };
  });
}
