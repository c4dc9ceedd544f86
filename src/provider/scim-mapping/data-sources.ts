import type { Integration } from "../../contract/gateway/integration";
import {
  computed,
  defineDataSource,
  defineSchema,
  exactlyOneOf,
  notBlank,
  optional,
  readOnly,
} from "../../tfplugin";
import type { ProviderContext } from "../context";
import { chosenIntegration, INTEGRATION_CHOICE, integrationChoice } from "../scim-integration/choice";
import { listedNetworkId, listIntegrations } from "../scim-integration/list-integrations";
import { scimMappingSchema } from "./schema";
import { mappingAttributes } from "./settings";

const { identity_name, identity_name_conflict, auth_policy_id, external_id } = scimMappingSchema.attributes;
const settings = readOnly({ identity_name, identity_name_conflict, auth_policy_id, external_id });

/** `netfoundry_scim_mapping` */
export const scimMappingData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The mapping settings of one SCIM integration.",
    attributes: { ...integrationChoice, ...settings },
    relations: [exactlyOneOf(...INTEGRATION_CHOICE)],
  }),

  async read({ config, context, signal }) {
    return mappingView(await chosenIntegration(context.client(), signal, config));
  },
});

/** `netfoundry_scim_mappings` */
export const scimMappingsData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The mapping settings of every SCIM integration of a network.",
    attributes: {
      network_id: listedNetworkId,
      auth_policy_id: optional.string({
        description: "Only mapping settings that assign the auth policy with this id.",
        validate: [notBlank()],
      }),
      mappings: computed.list.object({
        description: "The matching mapping settings, in the order in which their integrations were created.",
        attributes: {
          integration_id: computed.string({ description: "Id of the integration." }),
          integration_name: computed.string({ description: "Name of the integration." }),
          ...settings,
        },
      }),
    },
  }),

  async read({ config, context, signal }) {
    const found = await listIntegrations(config.network_id, context, signal);
    const wanted = config.auth_policy_id;
    const mappings = found.integrations
      .filter(({ mapping }) => wanted === null || mapping.authPolicyId === wanted)
      .map(mappingView);
    return { network_id: found.networkId, auth_policy_id: wanted, mappings };
  },
});

function mappingView({ id, name, mapping }: Integration) {
  return { integration_id: id, integration_name: name, ...mappingAttributes(mapping) };
}
