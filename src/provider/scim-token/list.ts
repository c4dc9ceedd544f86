import { defineListResource } from "../../tfplugin";
import type { ProviderContext } from "../context";
import { listIntegrations, networkListSchema } from "../scim-integration/list-integrations";
import { slotState } from "./adoption";
import { listTokens } from "./list-tokens";
import { scimTokenSchema } from "./schema";
import { liveToken } from "./slot";

/** `netfoundry_scim_token`. Skips integrations without a live token: they have nothing to import. */
export const scimTokenList = defineListResource<ProviderContext>()({
  resource: scimTokenSchema,
  schema: networkListSchema("the live auth tokens of the SCIM integrations of a network, never their values"),
  async *list({ config, context, signal }) {
    const client = context.client();
    const { integrations } = await listIntegrations(config.network_id, context, signal);
    for (const { id, name, currentTokens, networkId } of integrations) {
      const live = liveToken(currentTokens ?? (await listTokens(client, id, signal)));
      if (live !== null) yield { displayName: name, state: slotState(id, networkId, live) };
    }
  },
});
