import { defineListResource } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { listIntegrations, networkListSchema } from "../scim-integration/list-integrations";
import { scimMappingSchema } from "./schema";
import { mappingAttributes } from "./settings";

/** `netfoundry_scim_mapping` */
export const scimMappingList = defineListResource<ProviderContext>()({
  resource: scimMappingSchema,
  schema: networkListSchema("the mapping settings of the SCIM integrations of a network"),
  async *list({ config, context, signal }) {
    const { integrations } = await listIntegrations(config.network_id, context, signal);
    for (const { id, name, mapping, networkId: network_id } of integrations) {
      const settings = mappingAttributes(mapping);
      const state = { id, integration_id: id, ...settings, reset_on_destroy: false, network_id };
      yield { displayName: name, state };
    }
  },
});
