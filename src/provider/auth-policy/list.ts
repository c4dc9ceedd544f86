import { defineListResource, defineSchema } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { authPolicySchema } from "./schema";
import { authPolicyState } from "./settings";

/** `netfoundry_auth_policy` */
export const authPolicyList = defineListResource<ProviderContext>()({
  resource: authPolicySchema,
  schema: defineSchema({ description: "Lists the auth policies of the network.", attributes: {} }),
  async *list({ context, signal }) {
    const { location, policies } = await callApi("list the auth policies", {}, async () => ({
      location: await context.location(signal),
      policies: await context.client().authPolicies.list({}, { signal }),
    }));
    for (const policy of policies)
      yield { displayName: policy.name, state: authPolicyState(policy, null, location) };
  },
});
