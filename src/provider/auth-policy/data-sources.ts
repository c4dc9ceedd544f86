import {
  computed,
  defineDataSource,
  defineSchema,
  exactlyOneOf,
  notBlank,
  optional,
  readOnly,
} from "../../tfplugin";
import { callApi } from "../api/api-call";
import { byName } from "../api/names/by-name";
import { findOne } from "../api/names/find-one";
import { idOrName } from "../api/names/id-or-name";
import type { ProviderContext } from "../context";
import { namesSigner } from "./references";
import { authPolicySchema } from "./schema";
import { authPolicyState } from "./settings";

const shown = readOnly(authPolicySchema.attributes);

/** `netfoundry_auth_policy` */
export const authPolicyData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "An existing auth policy, found by its id or its name. The default policy of the network has the " +
      "id `default`.",
    attributes: {
      ...shown,
      ...idOrName("policy"),
    },
    relations: [exactlyOneOf("id", "name")],
  }),

  async read({ config, context, signal }) {
    const client = context.client();
    const found = await findOne(client, signal, config, {
      kind: "auth policy",
      get: (id) => client.authPolicies.get(id, { signal }),
      find: (name) => client.authPolicies.list({ name }, { signal }),
    });
    return authPolicyState(found, null, await context.location(signal));
  },
});

/** `netfoundry_auth_policies` */
export const authPoliciesData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The auth policies of the network.",
    attributes: {
      ext_jwt_allowed: optional.bool({
        description:
          "Only policies that allow (true) or forbid (false) a token of an identity provider as the " +
          "first factor.",
      }),
      jwt_signer_id: optional.string({
        description: "Only policies that name the JWT signer with this id, as first or second factor.",
        validate: [notBlank()],
      }),
      policies: computed.list.object({
        description: "The matching policies, sorted by name.",
        attributes: shown,
      }),
    },
  }),

  async read({ config, context, signal }) {
    const { ext_jwt_allowed, jwt_signer_id } = config;
    const client = context.client();
    const found = await callApi("list the auth policies", {}, () => client.authPolicies.list({}, { signal }));
    const matching = found
      .filter(({ primary }) => ext_jwt_allowed === null || primary.extJwt.allowed === ext_jwt_allowed)
      .filter((policy) => jwt_signer_id === null || namesSigner(policy, jwt_signer_id));
    const location = await context.location(signal);
    const policies = matching.sort(byName).map((policy) => authPolicyState(policy, null, location));
    return { ext_jwt_allowed, jwt_signer_id, policies };
  },
});
