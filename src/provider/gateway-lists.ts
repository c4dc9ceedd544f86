import type { Integration } from "../contract/integration";
import { defineListResource, defineSchema, notBlank, optional } from "../tfplugin";
import { explained } from "./api/failure";
import type { ProviderContext } from "./context";
import { integrationState, scimIntegrationSchema } from "./scim-integration/resource";
import { scimMappingSchema } from "./scim-mapping/schema";
import { mappingAttributes } from "./scim-mapping/settings";
import { slotState } from "./scim-token/adoption";
import { scimTokenSchema } from "./scim-token/schema";
import { liveToken } from "./scim-token/slot";

function listSchema(what: string) {
  return defineSchema({
    description: `Lists ${what}.`,
    attributes: {
      network_id: optional.string({
        description: "Id of the network to look in. Defaults to the network of the provider.",
        validate: [notBlank()],
      }),
    },
  });
}

/** `netfoundry_scim_integration` */
export const scimIntegrationList = defineListResource<ProviderContext>()({
  resource: scimIntegrationSchema,
  schema: listSchema("the SCIM integrations of a network"),
  async *list({ config, context, signal }) {
    for (const found of await integrationsOf(config.network_id, context, signal)) {
      yield { displayName: found.name, state: integrationState(found, "keep") };
    }
  },
});

/** `netfoundry_scim_mapping` */
export const scimMappingList = defineListResource<ProviderContext>()({
  resource: scimMappingSchema,
  schema: listSchema("the mapping settings of the SCIM integrations of a network"),
  async *list({ config, context, signal }) {
    for (const { id, name, mapping } of await integrationsOf(config.network_id, context, signal)) {
      const settings = mappingAttributes(mapping);
      yield { displayName: name, state: { id, integration_id: id, ...settings, reset_on_destroy: false } };
    }
  },
});

/** `netfoundry_scim_token`; integrations without a live token have nothing to import. */
export const scimTokenList = defineListResource<ProviderContext>()({
  resource: scimTokenSchema,
  schema: listSchema("the live auth tokens of the SCIM integrations of a network, never their values"),
  async *list({ config, context, signal }) {
    const { tokens } = context.client();
    for (const { id, name, currentTokens } of await integrationsOf(config.network_id, context, signal)) {
      const live = liveToken(
        currentTokens ??
          (await explained(`list the auth tokens of the SCIM integration ${id}`, {}, () =>
            tokens.list(id, { signal }),
          )),
      );
      if (live !== null) yield { displayName: name, state: slotState(id, live) };
    }
  },
});

function integrationsOf(
  networkId: string | null,
  context: ProviderContext,
  signal: AbortSignal,
): Promise<Integration[]> {
  const { networks, integrations } = context.client();
  return explained("list the SCIM integrations", {}, async () =>
    integrations.list({ networkId: networkId ?? (await networks.defaultId({ signal })) }, { signal }),
  );
}
