import type { Network } from "../../contract/gateway/network";
import {
  computed,
  conflictsWith,
  defineDataSource,
  defineSchema,
  notBlank,
  optional,
  readOnly,
} from "../../tfplugin";
import { callApi } from "../api/api-call";
import { findOne } from "../api/names/find-one";
import type { ProviderContext } from "../context";

const shown = {
  id: computed.string({ description: "Id of the network." }),
  name: computed.string({ description: "Name of the network." }),
  status: computed.string({ description: "State of the network: `PROVISIONED` when it works." }),
  max_token_overlap_seconds: computed.number({
    description:
      "How long a former auth token can stay valid after a rotation, in seconds. With 0 the network offers " +
      "no overlap. Null when the API does not say it.",
    nullable: true,
  }),
};

/** `netfoundry_network` */
export const networkData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "A network of the account, found by its id or its name. Without either, the network that the " +
      "provider works in.",
    attributes: {
      id: optional.string({ description: "Id of the network.", computed: true, validate: [notBlank()] }),
      name: optional.string({
        description: "Name of the network. Conflicts with `id`.",
        computed: true,
        validate: [notBlank()],
      }),
      status: shown.status,
      max_token_overlap_seconds: shown.max_token_overlap_seconds,
    },
    relations: [conflictsWith("id", "name")],
  }),

  async read({ config, context, signal }) {
    const client = context.client();
    const id =
      config.id === null && config.name === null
        ? await callApi("find the network of the provider", {}, () => client.networks.defaultId({ signal }))
        : config.id;
    return findOne(
      client,
      signal,
      { id, name: config.name },
      {
        kind: "network",
        get: (wanted) => client.networks.get(wanted, { signal }),
        find: async (name) => (await client.networks.list({ signal })).filter((one) => one.name === name),
      },
    ).then(networkView);
  },
});

/** `netfoundry_networks` */
export const networksData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The networks of the account, sorted by name.",
    attributes: {
      status: optional.string({
        description: "Only networks in this state, such as `PROVISIONED`.",
        validate: [notBlank()],
      }),
      networks: computed.list.object({ description: "The matching networks.", attributes: readOnly(shown) }),
    },
  }),

  async read({ config, context, signal }) {
    const { status } = config;
    const found = await callApi("list the networks", {}, () => context.client().networks.list({ signal }));
    const networks = found.filter((one) => status === null || one.status === status).map(networkView);
    return { status, networks };
  },
});

function networkView({ id, name, status, maxTokenOverlapSeconds }: Network) {
  return { id, name, status, max_token_overlap_seconds: maxTokenOverlapSeconds ?? null };
}
