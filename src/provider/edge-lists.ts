import { defineListResource, defineSchema } from "../tfplugin";
import { explained } from "./api/failure";
import { authPolicySchema } from "./auth-policy/schema";
import { authPolicyState } from "./auth-policy/settings";
import type { ProviderContext } from "./context";
import { jwtSignerSchema } from "./jwt-signer/schema";
import { jwtSignerState } from "./jwt-signer/settings";

/** `netfoundry_auth_policy` */
export const authPolicyList = defineListResource<ProviderContext>()({
  resource: authPolicySchema,
  schema: defineSchema({ description: "Lists the auth policies of the network.", attributes: {} }),
  async *list({ context, signal }) {
    const { authPolicies } = context.client();
    for (const policy of await explained("list the auth policies", {}, () =>
      authPolicies.list({}, { signal }),
    ))
      yield { displayName: policy.name, state: authPolicyState(policy, null) };
  },
});

/** `netfoundry_jwt_signer` */
export const jwtSignerList = defineListResource<ProviderContext>()({
  resource: jwtSignerSchema,
  schema: defineSchema({ description: "Lists the JWT signers of the network.", attributes: {} }),
  async *list({ context, signal }) {
    const { jwtSigners } = context.client();
    for (const signer of await explained("list the JWT signers", {}, () => jwtSigners.list({}, { signal })))
      yield { displayName: signer.name, state: jwtSignerState(signer, { kid: null, tags: null }) };
  },
});
