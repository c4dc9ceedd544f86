import type { Identity } from "../../contract/edge/identity";
import { TAG_INTEGRATION, TAG_USER } from "../../contract/edge/identity-tag";
import { computed, defineDataSource, defineSchema, notBlank, oneOf, optional } from "../../tfplugin";
import { callApi } from "../api/api-call";
import { byName } from "../api/names/by-name";
import type { ProviderContext } from "../context";

const STATES = ["enabled", "disabled"] as const;

/** `netfoundry_identities` */
export const identitiesData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "The identities of the network. Choose them by the SCIM integration that made them, by an " +
      "attribute, or by their state. An identity must match every argument. Identities come and go " +
      "with the identity provider, so the result changes between runs.",
    attributes: {
      integration_id: optional.string({
        description: "Only identities that the SCIM integration with this id made.",
        validate: [notBlank()],
      }),
      attribute: optional.string({
        description: "Only identities with this attribute, compared exactly.",
        validate: [notBlank()],
      }),
      state: optional.string({
        description: "Only identities in this state: `enabled` or `disabled`.",
        validate: [oneOf(...STATES)],
      }),
      identities: computed.list.object({
        description: "The matching identities, sorted by name.",
        attributes: {
          id: computed.string({ description: "Id of the identity." }),
          name: computed.string({ description: "Name of the identity." }),
          external_id: computed.string({
            description: "External ID of the identity. A JWT signer can match tokens by it.",
            nullable: true,
          }),
          auth_policy_id: computed.string({ description: "Id of its auth policy." }),
          attributes: computed.set.string({ description: "Its attributes." }),
          state: computed.string({ description: "`enabled` or `disabled`." }),
          integration_id: computed.string({
            description: "Id of the SCIM integration that made the identity; null when none did.",
            nullable: true,
          }),
          scim_user_id: computed.string({
            description: "Id of the SCIM user behind the identity; null when there is none.",
            nullable: true,
          }),
        },
      }),
    },
  }),

  async read({ config, context, signal }) {
    const { integration_id, attribute, state } = config;
    const query = { integrationId: integration_id ?? undefined, attribute: attribute ?? undefined };
    const found = await callApi("list the identities", {}, () =>
      context.client().identities.list(query, { signal }),
    );
    const identities = found.map(identityView).filter((one) => state === null || one.state === state);
    return { integration_id, attribute, state, identities: identities.sort(byName) };
  },
});

function identityView({ tags, ...identity }: Identity) {
  return {
    id: identity.id,
    name: identity.name,
    external_id: identity.externalId,
    auth_policy_id: identity.authPolicyId,
    attributes: identity.roleAttributes,
    state: identity.disabled ? STATES[1] : STATES[0],
    integration_id: textTag(tags, TAG_INTEGRATION),
    scim_user_id: textTag(tags, TAG_USER),
  };
}

function textTag(tags: Identity["tags"], name: string): string | null {
  const tag = tags[name];
  return typeof tag === "string" ? tag : null;
}
