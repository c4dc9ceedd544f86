import { computed, defineSchema, notBlank, oneOf, optional, required } from "../../tfplugin";
import { integrationNetworkId } from "../location/attributes";
import { mappingPath } from "../validators/mapping-path";
import { EXTERNAL_ID_SOURCES, IDENTITY_NAMES, type MappingAttributes, NAME_CONFLICTS } from "./settings";

/** The settings of a new integration. A reset restores them. */
export const DEFAULT_SETTINGS: MappingAttributes = {
  identity_name: "user_name",
  identity_name_conflict: "refuse",
  auth_policy_id: "default",
  external_id: { source: "none", path: null },
};

export const scimMappingSchema = defineSchema({
  version: 2,
  description:
    "The mapping settings of a SCIM integration. They decide which field of a pushed user becomes the " +
    "name of the identity, which one becomes its external ID, and which auth policy the identity " +
    "gets.\n\n" +
    "A change applies to every identity of the integration at once, all or nothing. On a gateway to " +
    "a controller it is stored so, and the controller gets the identities one by one. `terraform plan` " +
    "shows how many identities it affects. A setting that stays the same changes no identity, so a name " +
    "that a person gave an identity stays. Destroying this resource leaves the settings as they are, " +
    "unless `reset_on_destroy` is set.",
  attributes: {
    id: computed.string({ description: "Id of the integration.", keep: true }),
    integration_id: required.string({
      description:
        "Id of the `netfoundry_scim_integration` that the settings belong to. A change replaces the " +
        "resource.",
      replace: true,
      validate: [notBlank()],
    }),
    identity_name: optional.string({
      description:
        "The field of the user that becomes the name of the identity: `user_name` (the default), " +
        "`display_name`, `formatted_name` or `nick_name`. When the field is empty, the user name is " +
        "used.",
      default: DEFAULT_SETTINGS.identity_name,
      validate: [oneOf(...Object.keys(IDENTITY_NAMES))],
    }),
    identity_name_conflict: optional.string({
      description:
        "What happens when two identities of the network would get one name, as when two people have the " +
        "same display name. `refuse` (the default) refuses the second user. `user_name` names the identity " +
        "of the second user by its user name. A change applies to later pushes and keeps the names that " +
        "identities have.",
      default: DEFAULT_SETTINGS.identity_name_conflict,
      validate: [oneOf(...Object.keys(NAME_CONFLICTS))],
    }),
    auth_policy_id: optional.string({
      description:
        "Id of the auth policy that the identities get. Defaults to the default policy of the network, " +
        "which accepts every JWT signer.",
      default: DEFAULT_SETTINGS.auth_policy_id,
      validate: [notBlank()],
    }),
    external_id: optional.object({
      description:
        "The external ID of the identity. A JWT signer with `use_external_id` compares it with its " +
        "claim. It must be unique in the network. None by default.",
      default: { source: "none" },
      attributes: {
        source: required.string({
          description:
            "Where the external ID comes from: `none`, `user_name`, `primary_email`, or `custom`. " +
            "`custom` takes the field that `path` names.",
          validate: [oneOf(...Object.keys(EXTERNAL_ID_SOURCES))],
        }),
        path: optional.string({
          description:
            'SCIM path of the field, such as `externalId` or `emails[type eq "work"].value`. Needed ' +
            'with `source = "custom"`; not allowed otherwise. When it matches several values, the ' +
            "primary one counts. Without a primary one, the identity keeps its external ID while that is " +
            "among them; otherwise the server refuses the push.",
          validate: [mappingPath()],
        }),
      },
    }),
    reset_on_destroy: optional.bool({
      description:
        "Whether destroying this resource resets the integration to the default settings, for every " +
        "identity it has.",
      default: false,
      providerOnly: true,
    }),
    network_id: integrationNetworkId,
  },
});
