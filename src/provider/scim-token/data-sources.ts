import type { TokenMetadata } from "../../contract/gateway/token";
import { tokenInForce, tokenStanding } from "../../contract/gateway/token-standing";
import { TOKEN_STATES } from "../../contract/gateway/token-state";
import {
  computed,
  defineDataSource,
  defineSchema,
  exactlyOneOf,
  oneOf,
  optional,
  readOnly,
} from "../../tfplugin";
import type { ProviderContext } from "../context";
import { chosenIntegration, INTEGRATION_CHOICE, integrationChoice } from "../scim-integration/choice";
import { listTokens } from "./list-tokens";
import { liveToken } from "./slot";

const shown = {
  token_id: computed.string({ description: "Id of the token." }),
  description: computed.string({ description: "What the token is for.", nullable: true }),
  state: computed.string({
    description: "`live`, `overlapping`, `expired`, `superseded` or `revoked`.",
  }),
  standing: computed.string({
    description:
      "The state, where `live` is told apart further: `never_used` (nobody has used it since it was " +
      "minted) and `expiring` (in its last 14 days, or in the last third of a shorter life).",
  }),
  created_at: computed.string({ description: "When it was minted (RFC 3339)." }),
  expires_at: computed.string({ description: "When it ends (RFC 3339); null for never.", nullable: true }),
  overlap_ends_at: computed.string({
    description: "When a token in the state `overlapping` ends (RFC 3339); null in any other state.",
    nullable: true,
  }),
  last_used_at: computed.string({
    description: "When it was last used (RFC 3339); null for never.",
    nullable: true,
  }),
};

/** What there is to say of a token that does not exist. */
const NO_TOKEN = {
  token_id: null,
  description: null,
  state: null,
  created_at: null,
  expires_at: null,
  overlap_ends_at: null,
  last_used_at: null,
};

/** `netfoundry_scim_token` */
export const scimTokenData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description:
      "The live auth token of a SCIM integration, without its value. When there is no live token, its " +
      "attributes are null and a warning says so, because an error would stop the apply that mints one. " +
      "Where a `netfoundry_scim_token` resource manages the token, use the attributes of the resource, or " +
      "take `integration_id` from it: then the token is read after a rotation. `netfoundry_scim_tokens` " +
      "lists all tokens.",
    attributes: {
      ...integrationChoice,
      ...shown,
      token_id: computed.string({ description: "Id of the token.", nullable: true }),
      state: computed.string({ description: "`live`, or null when there is no live token.", nullable: true }),
      standing: computed.string({
        description:
          "`live`, `never_used` (live, but nobody has used it since it was minted) or `expiring` (in its " +
          "last 14 days, or in the last third of a shorter life). Without a live token it says what " +
          "became of " +
          "the newest one: `overlapping`, `expired`, `superseded` or `revoked`; `none` when there " +
          "never was one.",
      }),
      created_at: computed.string({ description: "When it was minted (RFC 3339).", nullable: true }),
    },
    relations: [exactlyOneOf(...INTEGRATION_CHOICE)],
  }),

  async read({ config, context, signal, diagnostics }) {
    const client = context.client();
    const { id, name } = await chosenIntegration(client, signal, config);
    const tokens = await listTokens(client, id, signal);
    const standing = tokenStanding(tokenInForce(tokens), context.now());
    const live = liveToken(tokens);
    if (live === null) {
      diagnostics.warning({
        summary: "A SCIM integration has no live auth token",
        detail:
          `"${name}" (${id}): ${whatBecameOf(standing, tokenInForce(tokens))} Mint a token with a ` +
          "netfoundry_scim_token resource. If there is one, its next apply does. netfoundry_scim_tokens " +
          "lists the tokens that have ended.",
        attribute: config.integration_id === null ? INTEGRATION_CHOICE[1] : INTEGRATION_CHOICE[0],
      });
    }
    const view = live === null ? NO_TOKEN : tokenView(live, context.now());
    return { integration_id: id, integration_name: name, ...view, standing };
  },
});

/** `netfoundry_scim_tokens` */
export const scimTokensData = defineDataSource<ProviderContext>()({
  schema: defineSchema({
    description: "The auth tokens that a SCIM integration has and had, newest first, without their values.",
    attributes: {
      ...integrationChoice,
      state: optional.string({
        description:
          "Only tokens in that state: `live`, `overlapping`, `expired`, `superseded` or `revoked`.",
        validate: [oneOf(...TOKEN_STATES)],
      }),
      tokens: computed.list.object({ description: "The tokens that fit.", attributes: readOnly(shown) }),
    },
    relations: [exactlyOneOf(...INTEGRATION_CHOICE)],
  }),

  async read({ config, context, signal }) {
    const client = context.client();
    const { id, name } = await chosenIntegration(client, signal, config);
    const found = await listTokens(client, id, signal);
    const matching = found.filter(({ state }) => config.state === null || state === config.state);
    return {
      integration_id: id,
      integration_name: name,
      state: config.state,
      tokens: matching.map((token) => tokenView(token, context.now())),
    };
  },
});

/** Why nothing pushes by a live token. Sentences of a warning. */
function whatBecameOf(standing: string, token: TokenMetadata | null): string {
  if (token === null) return "no token was ever minted, so pushes are refused.";
  if (standing === "overlapping")
    return `the token ${token.id} still opens it until ${token.overlapEndsAt ?? token.expiresAt}.`;
  const ended = standing === "expired" ? `expired at ${token.expiresAt}` : `is ${standing}`;
  return `the newest token, ${token.id}, ${ended}, so pushes are refused.`;
}

function tokenView(token: TokenMetadata, now: number) {
  return {
    token_id: token.id,
    description: token.description,
    state: token.state,
    standing: tokenStanding(token, now),
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    overlap_ends_at: token.overlapEndsAt ?? null,
    last_used_at: token.lastUsedAt,
  };
}
