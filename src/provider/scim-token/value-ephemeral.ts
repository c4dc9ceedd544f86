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
      "The value of an auth token for the length of one run, stored nowhere. Give it to a write-only " +
      "argument of the secret store that passes it to the identity provider. Use the token's " +
      "`generation` as the version of that argument.\n\n" +
      "The apply that mints a token has its value in memory. Any other run opens `token_sealed` with " +
      "`private_key`. If neither gives a value, `available` is false. This resource never mints a " +
      "token, so a plan never ends one.",
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
        description: "The token; null when `available` is false.",
        sensitive: true,
        nullable: true,
      }),
      available: computed.bool({ description: "Whether there is a token." }),
    },
  }),

  open({ config, context }) {
    const token = context.mintedTokens.get(config.token_id) ?? unsealedToken(config);
    return { result: { ...config, token, available: token !== null } };
  },
});

function unsealedToken(config: {
  readonly token_sealed: string | null;
  readonly private_key: string | null;
}) {
  const { token_sealed, private_key } = config;
  if (token_sealed === null || private_key === null) return null;
  try {
    return unseal(token_sealed, private_key);
  } catch {
    // OpenSSL's message would help nobody and might reveal something about the key.
    throw new DiagnosticError({
      attribute: "private_key",
      summary: "The sealed token cannot be opened with this key",
      detail:
        "private_key must be the RSA private key, in PEM, that belongs to the sealing_public_key of " +
        "the slot when its token was minted.",
    });
  }
}
