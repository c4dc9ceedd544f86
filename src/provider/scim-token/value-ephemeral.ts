import {
  computed,
  DiagnosticError,
  defineEphemeral,
  defineSchema,
  notBlank,
  optional,
  required,
} from "../../tfplugin";
import type { ProviderContext } from "../context";
import { unseal } from "./storage";

/** `ephemeral.netfoundry_scim_token_value` */
export const scimTokenValue = defineEphemeral<ProviderContext>()({
  schema: defineSchema({
    description:
      "The value of an auth token, for the length of one run and stored nowhere: for a write-only argument of the secret store that " +
      "hands it to the identity provider, with the token's `generation` as the version.\n\n" +
      "It is found in the memory of the apply that minted it, otherwise in `token_sealed`, which `private_key` opens; otherwise there " +
      "is none, and `available` says so. It never mints a token, so a plan never ends one.",
    attributes: {
      token_id: required.string({
        description: "The `token_id` of a `netfoundry_scim_token`.",
        validate: [notBlank()],
      }),
      token_sealed: optional.string({
        description: "The `token_sealed` of the same resource.",
        validate: [notBlank()],
      }),
      private_key: optional.string({
        description: "The private key, in PEM, that belongs to `sealing_public_key`.",
        sensitive: true,
        validate: [notBlank()],
      }),
      token: computed.string({
        description: "The token; null when it is not to be had.",
        sensitive: true,
        nullable: true,
      }),
      available: computed.bool({ description: "Whether there is a token." }),
    },
  }),

  open({ config, context }) {
    const token = context.mintedTokens.get(config.token_id) ?? opened(config);
    return { result: { ...config, token, available: token !== null } };
  },
});

function opened(config: { readonly token_sealed: string | null; readonly private_key: string | null }) {
  const { token_sealed, private_key } = config;
  if (token_sealed === null || private_key === null) return null;
  try {
    return unseal(token_sealed, private_key);
  } catch {
    // What OpenSSL says would help nobody, and might say something of the key.
    throw new DiagnosticError({
      attribute: "private_key",
      summary: "The sealed token cannot be opened with this key",
      detail:
        "private_key has to be the RSA private key, in PEM, of the sealing_public_key that the slot had when the token was minted.",
    });
  }
}
