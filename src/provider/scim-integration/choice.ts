import type { Client } from "../../client/client";
import type { Integration } from "../../contract/gateway/integration";
import { notBlank, optional } from "../../tfplugin";
import { findOne } from "../api/names/find-one";

/** The attributes that choose the integration of a data source. */
export const INTEGRATION_CHOICE = ["integration_id", "integration_name"] as const;

/** The declarations of these attributes. */
export const integrationChoice = {
  integration_id: optional.string({
    description: "Id of the integration. Exactly one of this and `integration_name`.",
    computed: true,
    validate: [notBlank()],
  }),
  integration_name: optional.string({
    description:
      "Name of the integration in the network of the provider. Exactly one of this and `integration_id`.",
    computed: true,
    validate: [notBlank()],
  }),
};

/** Finds the chosen integration. Throws a DiagnosticError when there is none. */
export function chosenIntegration(
  client: Client,
  signal: AbortSignal,
  config: { readonly integration_id: string | null; readonly integration_name: string | null },
): Promise<Integration> {
  const { integration_id: id, integration_name: name } = config;
  return findOne(
    client,
    signal,
    { id, name },
    {
      kind: "SCIM integration",
      attributes: { id: INTEGRATION_CHOICE[0], name: INTEGRATION_CHOICE[1] },
      get: (wanted) => client.integrations.get(wanted, { signal }),
      find: async (wanted) => {
        const networkId = await client.networks.defaultId({ signal });
        return client.integrations.list({ networkId, name: wanted }, { signal });
      },
    },
  );
}
