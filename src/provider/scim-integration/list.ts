import { defineListResource } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { listIntegrations, networkListSchema } from "./list-integrations";
import { integrationState, scimIntegrationSchema } from "./resource";

/** `netfoundry_scim_integration` */
export const scimIntegrationList = defineListResource<ProviderContext>()({
  resource: scimIntegrationSchema,
  schema: networkListSchema("the SCIM integrations of a network"),
  async *list({ config, context, signal }) {
    const { integrations } = await listIntegrations(config.network_id, context, signal);
    for (const found of integrations) {
      yield { displayName: found.name, state: integrationState(found, "keep") };
    }
  },
});
