import { computed, defineDataSource, defineSchema, notBlank, required } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { checkExternalId } from "./check-external-id";
import { scimMappingSchema } from "./schema";
import { mappingOf } from "./settings";

const { identity_name, identity_name_conflict, auth_policy_id, external_id } = scimMappingSchema.attributes;

/** `netfoundry_scim_mapping_preview` */
export const scimMappingPreviewData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "The effect that mapping settings would have on the identities of an integration at this moment. " +
      "The preview changes nothing.",
    attributes: {
      integration_id: required.string({ description: "Id of the integration.", validate: [notBlank()] }),
      identity_name,
      identity_name_conflict,
      auth_policy_id,
      external_id,
      identities: computed.number({ description: "Number of identities of the integration." }),
      unchanged: computed.number({ description: "Number of identities that would not change." }),
      renamed: computed.number({ description: "Number of identities that would get another name." }),
      rekeyed: computed.number({ description: "Number of identities that would get another external ID." }),
      external_id_lost: computed.number({
        description: "Number of identities that would lose their external ID.",
      }),
      policy_changed: computed.number({
        description: "Number of identities that would get another auth policy.",
      }),
      conflicts: computed.number({
        description:
          "Number of identities that would clash with another one, or whose users have several values for " +
          "the external ID and no primary one. When there is any, the API refuses the settings as a whole.",
      }),
    },
  }),

  validate: ({ config, diagnostics }) => checkExternalId(config.external_id, diagnostics),

  async read({ config, context, signal }) {
    const { integration_id, ...settings } = {
      integration_id: config.integration_id,
      identity_name: config.identity_name,
      identity_name_conflict: config.identity_name_conflict,
      auth_policy_id: config.auth_policy_id,
      external_id: config.external_id,
    };
    const counts = await callApi(`preview the mapping of the SCIM integration ${integration_id}`, {}, () =>
      context.client().mappings.preview(integration_id, mappingOf(settings), { signal }),
    );
    return {
      integration_id,
      ...settings,
      identities: counts.identities,
      unchanged: counts.unchanged,
      renamed: counts.renamed,
      rekeyed: counts.rekeyed,
      external_id_lost: counts.externalIdLost,
      policy_changed: counts.policyChanged,
      conflicts: counts.conflicts,
    };
  },
});
