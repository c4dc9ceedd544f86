import { computed, defineSchema, notBlank, oneOf, optional, required } from "../../tfplugin";
import { mappingPath } from "../validators/mapping-path";
import { EXTERNAL_ID_SOURCES, IDENTITY_NAMES, type MappingAttributes } from "./settings";

/** What an integration has when nobody set anything, and what a reset sets. */
export const DEFAULT_SETTINGS: MappingAttributes = {
  identity_name: "user_name",
  auth_policy_id: "default",
  external_id: { source: "none", path: null },
};

export const scimMappingSchema = defineSchema({
  version: 1,
  description:
    "The mapping settings of a SCIM integration: which field of the pushed user becomes the name of the identity, which " +
    "one its external ID, and which auth policy it gets.\n\n" +
    "Changing them applies them to every identity of the integration at once, all or nothing. `terraform plan` says how " +
    "many identities that touches. Destroying this resource leaves the settings as they are, unless `reset_on_destroy` is set.",
  attributes: {
    id: computed.string({ description: "Id of the integration.", keep: true }),
    integration_id: required.string({
      description:
        "Id of the `netfoundry_scim_integration` the settings belong to. Changing it replaces the resource.",
      replace: true,
      validate: [notBlank()],
    }),
    identity_name: optional.string({
      description:
        "Which field of the user becomes the name of the identity: `user_name`, `display_name`, `formatted_name` or " +
        "`nick_name`. Where the field is empty, the user name is taken.",
      default: DEFAULT_SETTINGS.identity_name,
      validate: [oneOf(...Object.keys(IDENTITY_NAMES))],
    }),
    auth_policy_id: optional.string({
      description:
        "Id of the auth policy that the identities get. Defaults to the default policy of the network, which tries every JWT signer.",
      default: DEFAULT_SETTINGS.auth_policy_id,
      validate: [notBlank()],
    }),
    external_id: optional.object({
      description:
        "What becomes the external ID of the identity, which a JWT signer with `use_external_id` compares with its claim. " +
        "It has to be unique in the network. Defaults to none.",
      default: { source: "none" },
      attributes: {
        source: required.string({
          description: "`none`, `user_name`, `primary_email`, or `custom` for the field that `path` names.",
          validate: [oneOf(...Object.keys(EXTERNAL_ID_SOURCES))],
        }),
        path: optional.string({
          description:
            'SCIM path of the field, such as `externalId` or `emails[type eq "work"].value`. Given if and only if `source` is `custom`.',
          validate: [mappingPath()],
        }),
      },
    }),
    reset_on_destroy: optional.bool({
      description:
        "Whether destroying this resource sets the integration back to the default settings, for every identity it has.",
      default: false,
      providerOnly: true,
    }),
  },
});
