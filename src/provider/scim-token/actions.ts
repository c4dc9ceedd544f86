import { randomUUID } from "node:crypto";
import {
  DiagnosticError,
  defineAction,
  defineSchema,
  isUnknown,
  notBlank,
  optional,
  required,
  type Unknown,
} from "../../tfplugin";
import { callApi } from "../api/api-call";
import type { ProviderContext } from "../context";
import { integrationName } from "../scim-integration/integration-name";
import { SEALING_KEYS, sealingPublicKey } from "../validators/sealing-key";
import { lifetimeSeconds } from "./lifetime";
import { scimTokenSchema } from "./schema";
import { seal } from "./sealing/seal";
import { liveToken } from "./slot";

const integration_id = required.string({
  description: "Id of the SCIM integration.",
  validate: [notBlank()],
});
const { attributes } = scimTokenSchema;
const description = {
  ...attributes.description,
  description: "What the token is for. The API stores it with the token.",
};
const lifetime = {
  ...attributes.lifetime,
  description:
    "How long the token lives, such as `8760h` or `90d` (units w, d, h, m, s). One year by default. With " +
    "`never` it does not end.",
};

/** `netfoundry_scim_token_rotate` */
export const rotateScimToken = defineAction<ProviderContext>()({
  schema: defineSchema({
    description:
      "Mints a new auth token for a SCIM integration, for an emergency. The former token ends at once. " +
      "The action prints the new one sealed for a public key. If a `netfoundry_scim_token` manages the " +
      "integration, its next plan reports that another token took its place.",
    attributes: {
      integration_id,
      description,
      lifetime,
      sealing_public_key: required.string({
        description:
          `Public key in PEM: ${SEALING_KEYS}. The token is sealed for it as a JWE (RFC 7516, compact), ` +
          "because an action has no state to keep the token in.",
        validate: [sealingPublicKey()],
      }),
    },
  }),

  async plan({ config, context, signal, diagnostics }) {
    const integration = await target(config, context, signal);
    diagnostics.warning({
      summary: "The rotation ends the present auth token at once",
      detail: `${integration}SCIM stops until the identity provider has the new value.`,
      attribute: "integration_id",
    });
  },

  async invoke({ config, context, signal, progress }) {
    const { integration_id: id, sealing_public_key: key } = config;
    const minted = await callApi(`mint an auth token for the SCIM integration ${id}`, {}, async () => {
      // A key that cannot seal must fail before the API mints a token, or the token would be lost.
      await seal("", key);
      return context
        .client()
        .tokens.mint(
          id,
          { description: config.description, lifetimeSeconds: lifetimeSeconds(config.lifetime) },
          { idempotencyKey: randomUUID(), signal },
        );
    });
    progress(
      `The SCIM integration ${id} has the auth token ${minted.id}; it ends ${minted.expiresAt ?? "never"}.`,
    );
    progress(`Sealed for sealing_public_key: ${await seal(minted.token, key)}`);
  },
});

/** `netfoundry_scim_token_revoke` */
export const revokeScimToken = defineAction<ProviderContext>()({
  schema: defineSchema({
    description:
      "Revokes an auth token of a SCIM integration at once, for example after a leak. If a " +
      "`netfoundry_scim_token` manages the integration, the next apply mints a new token.",
    attributes: {
      integration_id,
      token_id: optional.string({
        description: "Id of the token. Defaults to the live one.",
        validate: [notBlank()],
      }),
    },
  }),

  async plan({ config, context, signal, diagnostics }) {
    const integration = await target(config, context, signal);
    diagnostics.warning({
      summary: "The auth token is revoked at once",
      detail: `${integration}SCIM stops until the identity provider has another one.`,
      attribute: "integration_id",
    });
  },

  async invoke({ config, context, signal, progress }) {
    const { integration_id: id } = config;
    const { tokens } = context.client();
    await callApi(`revoke an auth token of the SCIM integration ${id}`, {}, async () => {
      const tokenId = config.token_id ?? liveToken(await tokens.list(id, { signal }))?.id;
      if (tokenId === undefined) {
        throw new DiagnosticError({
          summary: `The SCIM integration ${id} has no live auth token to revoke`,
          detail: "Nothing opens it. Name a token in token_id to revoke one that is still overlapping.",
          attribute: "integration_id",
        });
      }
      await tokens.revoke(id, tokenId, { signal });
      progress(`Revoked the auth token ${tokenId} of the SCIM integration ${id}.`);
    });
  },
});

/** The integration of an action, as the beginning of a sentence. Empty when it is not known yet. */
async function target(
  { integration_id: id }: { readonly integration_id: string | Unknown },
  context: ProviderContext,
  signal: AbortSignal,
): Promise<string> {
  if (isUnknown(id)) return "";
  return `SCIM integration ${await integrationName(id, context.client(), signal)}: `;
}
