import type { JwtSigner } from "../../contract/edge/jwt-signer";
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
import type { Location } from "../location/location";
import { jwtSignerSchema } from "./schema";
import { jwtSignerState } from "./settings";

const shown = readOnly(jwtSignerSchema.attributes);

/** `netfoundry_jwt_signer` */
export const jwtSignerData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "An existing JWT signer, found by its id or its name.",
    attributes: {
      ...shown,
      ...idOrName("signer"),
    },
    relations: [exactlyOneOf("id", "name")],
  }),

  async read({ config, context, signal }) {
    const client = context.client();
    const found = await findOne(client, signal, config, {
      kind: "JWT signer",
      get: (id) => client.jwtSigners.get(id, { signal }),
      find: (name) => client.jwtSigners.list({ name }, { signal }),
    });
    return signerView(found, await context.location(signal));
  },
});

/** `netfoundry_jwt_signers` */
export const jwtSignersData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The JWT signers of the network.",
    attributes: {
      enabled: optional.bool({ description: "Only enabled signers (true) or only disabled ones (false)." }),
      issuer: optional.string({
        description: "Only the signer with this issuer, compared exactly.",
        validate: [notBlank()],
      }),
      signers: computed.list.object({
        description: "The matching signers, sorted by name.",
        attributes: shown,
      }),
    },
  }),

  async read({ config, context, signal }) {
    const { enabled, issuer } = config;
    const client = context.client();
    const found = await callApi("list the JWT signers", {}, () => client.jwtSigners.list({}, { signal }));
    const matching = found
      .filter((signer) => enabled === null || signer.enabled === enabled)
      .filter((signer) => issuer === null || signer.issuer === issuer);
    const location = await context.location(signal);
    return { enabled, issuer, signers: matching.sort(byName).map((one) => signerView(one, location)) };
  },
});

function signerView(signer: JwtSigner, location: Location) {
  return jwtSignerState(signer, { kid: signer.kid, tags: null }, location);
}
