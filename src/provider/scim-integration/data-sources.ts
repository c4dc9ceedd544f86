import type { Integration } from "../../contract/gateway/integration";
import {
  computed,
  DiagnosticError,
  defineDataSource,
  defineSchema,
  exactlyOneOf,
  notBlank,
  optional,
  readOnly,
} from "../../tfplugin";
import { findOne } from "../api/names/find-one";
import { idOrName } from "../api/names/id-or-name";
import type { ProviderContext } from "../context";
import { adoptionName } from "./adoption";
import { listedNetworkId, listIntegrations } from "./list-integrations";

const shown = {
  id: computed.string({ description: "Id of the integration." }),
  name: computed.string({ description: "Name of the integration, unique in its network." }),
  network_id: computed.string({ description: "Id of the network of the integration." }),
  integration_url: computed.string({
    description: "URL where the identity provider sends its SCIM requests.",
  }),
  has_auth_token: computed.bool({ description: "Whether the integration has a valid auth token." }),
  token_expires_at: computed.string({
    description:
      "When its newest auth token ends (RFC 3339). It may lie in the past. Null when there is no token " +
      "or it never ends.",
    nullable: true,
  }),
  max_token_overlap_seconds: computed.number({
    description:
      "How long a token may stay valid after its rotation, in seconds. 0: a new token ends the former " +
      "one at once.",
  }),
  adopt_identities: computed.string({
    description:
      "Whether a new user adopts an identity that no integration owns: `never`, or found by its " +
      "`external_id` or `name`.",
  }),
  created_at: computed.string({ description: "When it was created (RFC 3339)." }),
  updated_at: computed.string({ description: "When it was last changed (RFC 3339)." }),
};

const { id: _id, name: _name, network_id: _networkId, ...rest } = shown;

/** `netfoundry_scim_integration` */
export const scimIntegrationData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "An existing SCIM integration, found by its id or its name.",
    attributes: {
      ...idOrName("integration"),
      network_id: optional.string({
        description:
          "Id of the network to search when `name` is set. Defaults to the network of the provider.",
        computed: true,
        validate: [notBlank()],
      }),
      ...rest,
    },
    relations: [exactlyOneOf("id", "name")],
  }),

  async read({ config, context, signal }) {
    const client = context.client();
    const found = await findOne(client, signal, config, {
      kind: "SCIM integration",
      get: (id) => client.integrations.get(id, { signal }),
      find: async (name) => {
        const networkId = config.network_id ?? (await client.networks.defaultId({ signal }));
        return client.integrations.list({ networkId, name }, { signal });
      },
    });
    if (config.network_id !== null && config.network_id !== found.networkId) {
      throw new DiagnosticError({
        summary: `The SCIM integration ${found.id} is not in the network ${config.network_id}`,
        detail:
          `It belongs to the network ${found.networkId}. Correct network_id, or leave it out: the id is ` +
          "enough.",
        attribute: "network_id",
      });
    }
    return integrationView(found);
  },
});

/** `netfoundry_scim_integrations` */
export const scimIntegrationsData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The SCIM integrations of a network, oldest first.",
    attributes: {
      network_id: listedNetworkId,
      has_auth_token: optional.bool({
        description: "Only integrations with a valid auth token (true) or without one (false).",
      }),
      integrations: computed.list.object({
        description: "The matching integrations.",
        attributes: readOnly(shown),
      }),
    },
  }),

  async read({ config, context, signal }) {
    const { has_auth_token } = config;
    const found = await listIntegrations(config.network_id, context, signal);
    const matching = found.integrations.filter(
      ({ hasAuthToken }) => has_auth_token === null || hasAuthToken === has_auth_token,
    );
    return { network_id: found.networkId, has_auth_token, integrations: matching.map(integrationView) };
  },
});

function integrationView(integration: Integration) {
  return {
    id: integration.id,
    name: integration.name,
    network_id: integration.networkId,
    integration_url: integration.integrationUrl,
    has_auth_token: integration.hasAuthToken,
    token_expires_at: integration.tokenExpiresAt,
    max_token_overlap_seconds: integration.maxTokenOverlapSeconds,
    adopt_identities: adoptionName(integration.adoptIdentities),
    created_at: integration.createdAt,
    updated_at: integration.updatedAt,
  };
}
