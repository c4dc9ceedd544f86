import { createPrivateKey, type KeyObject } from "node:crypto";
import {
  computed,
  DiagnosticError,
  type Diagnostics,
  defineEphemeral,
  defineSchema,
  notBlank,
  optional,
  required,
} from "../../tfplugin";
import type { ProviderContext } from "../context";
import { SEALING_KEYS, sealingPrivateKey } from "../validators/sealing-key";
import { type StaysSealed, unseal } from "./sealing/seal";

/** `ephemeral.netfoundry_scim_token_value` */
export const scimTokenValue = defineEphemeral<ProviderContext>()({
  schema: defineSchema({
    description:
      "The value of an auth token for the length of one run, stored nowhere. Give it to a write-only " +
      "argument of the secret store that passes it to the identity provider. Use the token's " +
      "`generation` as the version of that argument.\n\n" +
      "The apply that mints a token has its value in memory. Any other run opens `token_sealed` with " +
      "`private_key`. If neither gives a value, `available` is false and `token` is null. This resource " +
      "never mints a token, so a plan never ends one.\n\n" +
      "A write-only argument that must not be null needs a placeholder for the runs without a value, as " +
      "the example shows. The secret store ignores it while the version stays the same. With " +
      '`storage = "none"` the placeholder would reach a store that was down in the apply that minted. The ' +
      "plan warns of a token that is stored nowhere and that nobody has used. With `sealed` the next run " +
      "hands over the token.",
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
        description:
          "The private key in PEM, without a passphrase, that belongs to `sealing_public_key`. With " +
          "another key the token stays sealed, and a warning says so.",
        sensitive: true,
        validate: [sealingPrivateKey()],
      }),
      token: computed.string({
        description: "The token; null when `available` is false.",
        sensitive: true,
        nullable: true,
      }),
      available: computed.bool({ description: "Whether there is a token." }),
    },
  }),

  async open({ config, context, diagnostics }) {
    const token = context.mintedTokens.get(config.token_id) ?? (await unsealedToken(config, diagnostics));
    return { result: { ...config, token, available: token !== null } };
  },
});

/** The token of the sealed copy. Null, with a warning, when the copy stays sealed. */
async function unsealedToken(
  config: {
    readonly token_id: string;
    readonly token_sealed: string | null;
    readonly private_key: string | null;
  },
  diagnostics: Diagnostics,
): Promise<string | null> {
  const { token_id, token_sealed, private_key } = config;
  if (token_sealed === null) return null;
  const without = `In this run token is null and available is false for the token ${token_id}.`;
  if (private_key === null) {
    diagnostics.warning({
      attribute: "private_key",
      summary: "A sealed auth token stays sealed in this run",
      detail:
        `token_sealed is set and private_key is not. ${without} ` +
        "Set private_key where a run needs the value.",
    });
    return null;
  }
  const opened = await unseal(token_sealed, keyOf(private_key));
  if ("token" in opened) return opened.token;
  // A changed key must not stop the plan that rotates the token.
  diagnostics.warning({
    attribute: "private_key",
    summary: "A sealed auth token cannot be opened with this key",
    detail:
      `${inWords(opened.problem)} ${without} A changed sealing_public_key takes effect with the next ` +
      "rotation. Until then, give the private key that belongs to the former one, or rotate the token.",
  });
  return null;
}

function inWords(problem: StaysSealed): string {
  return problem.kind === "other key"
    ? `It is sealed for the key ${problem.sealedFor}, and private_key is the key ${problem.given}.`
    : "token_sealed is damaged, or private_key belongs to another sealing_public_key.";
}

function keyOf(privateKey: string): KeyObject {
  try {
    return createPrivateKey(privateKey);
  } catch {
    // OpenSSL's message would help nobody and might reveal something about the key.
    throw new DiagnosticError({
      attribute: "private_key",
      summary: "private_key is no private key",
      detail: `It must be a private key in PEM without a passphrase: ${SEALING_KEYS}.`,
    });
  }
}
