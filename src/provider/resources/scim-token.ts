import { randomUUID } from "node:crypto";
import type { Client } from "../../client/client";
import type { TokenMetadata } from "../../contract/token";
import { DiagnosticError, defineResource, isUnknown, type PlanOf, type StateOf } from "../../tfplugin";
import { explained, orGone } from "../api/failure";
import { integrationIdentity } from "../api/identity";
import { importedIntegrationId } from "../api/import-integration";
import type { ProviderContext } from "../context";
import { durationSeconds, durationText } from "../validators/duration";
import { DEFAULT_LIFETIME, scimTokenSchema as schema } from "./scim-token-schema";
import { warnOfToken } from "./scim-token-warnings";
import { slotChanges } from "./token-rotation";
import { isRotationDue, liveToken, lookAt, mintedAttributes, rotateAfter } from "./token-slot";
import { movedToken, plannedToken, storedToken } from "./token-storage";

type State = StateOf<typeof schema>;
type Plan = PlanOf<typeof schema>;

const FIELDS = { description: "description", lifetimeSeconds: "lifetime" };

/** `netfoundry_scim_token` */
export const scimToken = defineResource<ProviderContext>()({
  schema,
  identity: integrationIdentity,
  // Version 0 kept every token in the state.
  upgrade: {
    0: (stored) => ({ ...stored, storage: "state", sealing_public_key: null, token_sealed: null }),
  },

  validate({ config, diagnostics }) {
    if (config.storage === "sealed" && config.sealing_public_key === null) {
      diagnostics.error({
        attribute: "sealing_public_key",
        summary: "sealing_public_key is missing",
        detail:
          'With storage = "sealed" it has to say whom the token is sealed for: an RSA public key in PEM.',
      });
    }
    const { rotate_before } = config;
    const lifetime = config.lifetime ?? DEFAULT_LIFETIME;
    if (rotate_before === null || isUnknown(rotate_before) || isUnknown(lifetime)) return;
    const lead = durationSeconds(rotate_before);
    const life = durationSeconds(lifetime);
    if (lead === null || life === null || lead < life) return;
    diagnostics.error({
      attribute: "rotate_before",
      summary: "rotate_before must be shorter than lifetime",
      detail: `A token that lives ${lifetime} would be due for rotation (${rotate_before} before its end) as soon as it is minted.`,
    });
  },

  plan({ prior, plan }) {
    return { ...plan, ...(prior === null ? plannedToken(plan.storage) : slotChanges(prior, plan)) };
  },

  async warn({ prior, plan, context, signal, diagnostics }) {
    const { expiryWarningMs } = context;
    const client = () => context.client();
    await warnOfToken({ prior, plan, now: context.now(), expiryWarningMs, client, signal, diagnostics });
  },

  async create({ plan, context, signal }) {
    const minted = await mint(plan, context, signal);
    const { integration_id, ...rest } = argumentsOf(plan);
    return {
      id: integration_id,
      integration_id,
      ...rest,
      ...mintedAttributes(minted, plan, 1),
    };
  },

  async read({ state, context, signal }) {
    const client = context.client();
    const id = state.integration_id;
    const tokens = await explained(`read the auth tokens of the SCIM integration ${id}`, {}, () =>
      orGone(client, signal, () => tokensOf(client, state, signal)),
    );
    if (tokens === null) return null;
    const stored = state.token_id === null ? adopted(state, liveToken(tokens)) : state;
    const { ours, status } = lookAt(tokens, stored.token_id);
    const expires_at = ours === null ? stored.expires_at : ours.expiresAt;
    const rotate_after = rotateAfter(expires_at, stored.rotate_before);
    const rotation_due = isRotationDue(status, rotate_after, context.now());
    return { ...stored, status, expires_at, rotate_after, rotation_due };
  },

  async update({ prior, plan, context, signal }) {
    if (isUnknown(plan.token_id)) {
      const minted = await mint(plan, context, signal);
      const generation = prior.generation + 1;
      return { ...prior, ...argumentsOf(plan), ...mintedAttributes(minted, plan, generation) };
    }
    const rotate_after = rotateAfter(prior.expires_at, plan.rotate_before);
    const rotation_due = isUnknown(plan.rotation_due)
      ? isRotationDue(prior.status, rotate_after, context.now())
      : prior.rotation_due;
    const kept = plan.storage === prior.storage ? {} : movedToken(prior, plan);
    return { ...prior, ...argumentsOf(plan), ...kept, rotate_after, rotation_due };
  },

  async delete({ state, context, signal }) {
    if (!state.revoke_on_destroy) return;
    const { integration_id, token_id } = state;
    const client = context.client();
    await explained(`revoke the auth token of the SCIM integration ${integration_id}`, {}, () =>
      orGone(client, signal, async () => {
        const tokens = await client.tokens.list(integration_id, { signal });
        const ours = tokens.find(({ id }) => id === token_id);
        const opens = ours?.state === "live" || ours?.state === "overlapping";
        if (opens) await client.tokens.revoke(integration_id, token_id, { signal });
      }),
    );
  },

  async import({ id, context, signal }) {
    const integrationId = await importedIntegrationId(id, context.client(), signal);
    return { id: integrationId, integration_id: integrationId };
  },
});

/** What is to be known of the slot's token; all tokens of the integration where the slot does not have one yet. */
function tokensOf(client: Client, { integration_id, token_id }: State, signal: AbortSignal) {
  return token_id === null
    ? client.tokens.list(integration_id, { signal })
    : client.tokens.shared(integration_id, token_id, { signal });
}

/** Mints under a key of this apply alone, so that repeating after a lost answer brings the same token, not another one. */
async function mint(plan: Plan, context: ProviderContext, signal: AbortSignal) {
  const { integration_id, description, lifetime } = plan;
  const minted = await explained(
    `mint an auth token for the SCIM integration ${integration_id}`,
    FIELDS,
    () => {
      // A key that cannot seal is found out before there is a token to lose.
      storedToken("", plan);
      return context
        .client()
        .tokens.mint(
          integration_id,
          { description, lifetimeSeconds: durationSeconds(lifetime) },
          { idempotencyKey: randomUUID(), signal },
        );
    },
  );
  context.mintedTokens.set(minted.id, minted.token);
  return minted;
}

/** What the configuration gives. */
function argumentsOf(plan: Plan) {
  const { integration_id, description, lifetime, rotate_before, rotation_triggers, revoke_on_destroy } = plan;
  const { storage, sealing_public_key } = plan;
  return {
    integration_id,
    description,
    lifetime,
    rotate_before,
    rotation_triggers,
    revoke_on_destroy,
    storage,
    sealing_public_key,
  };
}

/** What a slot has of its own, before anything is known of a token. */
const EMPTY_SLOT = {
  rotate_before: null,
  rotation_triggers: null,
  sealing_public_key: null,
  token: null,
  token_sealed: null,
  fingerprint: null,
  status: "live",
  rotate_after: null,
  rotation_due: false,
};

/** The state of a slot for the live token of an integration, as an import would leave it. */
export function slotState(integrationId: string, live: TokenMetadata): State {
  return { ...EMPTY_SLOT, id: integrationId, integration_id: integrationId, ...adoptedAttributes(live) };
}

/** The state of a slot that was imported: the live token is taken over, without its value. */
function adopted(state: State, live: TokenMetadata | null): State {
  if (live !== null) return { ...state, ...adoptedAttributes(live) };
  throw new DiagnosticError({
    summary: `The SCIM integration ${state.integration_id} has no live auth token to import`,
    detail: "Declare the slot without importing it; apply then mints a token.",
  });
}

function adoptedAttributes({ id, description, createdAt, expiresAt }: TokenMetadata) {
  const seconds = expiresAt === null ? null : (Date.parse(expiresAt) - Date.parse(createdAt)) / 1000;
  return {
    description,
    lifetime: seconds === null ? DEFAULT_LIFETIME : durationText(Math.round(seconds)),
    revoke_on_destroy: true,
    storage: "state",
    token_id: id,
    generation: 1,
    created_at: createdAt,
    expires_at: expiresAt,
  };
}
