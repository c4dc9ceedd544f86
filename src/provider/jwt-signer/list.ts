import { defineListResource, defineSchema } from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { jwtSignerSchema } from "./schema";
import { jwtSignerState } from "./settings";

/** `netfoundry_jwt_signer` */
export const jwtSignerList = defineListResource<ProviderContext>()({
  resource: jwtSignerSchema,
  schema: defineSchema({ description: "Lists the JWT signers of the network.", attributes: {} }),
  async *list({ context, signal }) {
    const { location, signers } = await callApi("list the JWT signers", {}, async () => ({
      location: await context.location(signal),
      signers: await context.client().jwtSigners.list({}, { signal }),
    }));
    for (const signer of signers)
      yield { displayName: signer.name, state: jwtSignerState(signer, { kid: null, tags: null }, location) };
  },
});
