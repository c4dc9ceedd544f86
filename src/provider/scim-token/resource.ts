import type { Client } from "../../client/client";
import { defineResource, isUnknown, type PlanOf, type StateOf } from "../../tfplugin";
import { callApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { integrationIdentity } from "../api/resource-identity";
import type { ProviderContext } from "../context";
import { adoptReplacement, importedState } from "./adoption";
import { checkDurations } from "./checks/check-durations";
import { warnOfToken, warnWithoutApi } from "./checks/plan-warnings";
import { type MintCall, mintToken } from "./mint";
import { plannedPrevious, previousToken, replacedToken } from "./previous-token";
import { slotChanges } from "./rotation";
import { scimTokenSchema as schema } from "./schema";
import { findSlotToken, isAccepted, isRotationDue, liveToken, mintedAttributes, rotateAfter } from "./slot";
import { plannedToken, tokenInNewStorage } from "./storage";

type State = StateOf<typeof schema>;
type Plan = PlanOf<typeof schema>;

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
        detail: 'With storage = "sealed", set it to an RSA public key in PEM.',
      });
    }
    checkDurations(config, diagnostics);
  },

  plan({ prior, plan }) {
    if (prior !== null) return { ...plan, ...slotChanges(prior, plan) };
    return { ...plan, ...plannedToken(plan.storage), ...plannedPrevious(plan.overlap) };
  },

  async warn({ prior, plan, context, signal, diagnostics }) {
    if (context === null) return warnWithoutApi(prior, plan, diagnostics);
    const { expiryWarningMs } = context;
    const client = () => context.client();
    await warnOfToken({ prior, plan, now: context.now(), expiryWarningMs, client, signal, diagnostics });
  },

  async create({ plan, context, privateState, signal }) {
    return { id: plan.integration_id, ...(await mintForSlot(plan, 1, { context, privateState, signal })) };
  },

  async read({ state, context, signal, diagnostics }) {
    const client = context.client();
    const id = state.integration_id;
    const tokens = await callApi(`read the auth tokens of the SCIM integration ${id}`, {}, () =>
      nullIfGone(client, signal, () => tokensOf(client, state, signal)),
    );
    if (tokens === null) return null;
    const slot = state.token_id === null ? importedState(state, liveToken(tokens)) : state;
    const stored = adoptReplacement(slot, tokens, diagnostics);
    const { token, status } = findSlotToken(tokens, stored.token_id);
    const expires_at = token === null ? stored.expires_at : token.expiresAt;
    const rotate_after = rotateAfter(expires_at, stored.rotate_before);
    const rotation_due = isRotationDue(status, rotate_after, context.now());
    const previous = previousToken(tokens, stored.token_id);
    // A state written before this argument existed has none.
    const on_external_rotation = stored.on_external_rotation ?? "warn";
    return { ...stored, on_external_rotation, status, expires_at, rotate_after, rotation_due, ...previous };
  },

  async update({ prior, plan, context, privateState, signal }) {
    if (isUnknown(plan.token_id)) {
      const generation = prior.generation + 1;
      return { ...prior, ...(await mintForSlot(plan, generation, { context, privateState, signal })) };
    }
    const rotate_after = rotateAfter(prior.expires_at, plan.rotate_before);
    const rotation_due = isUnknown(plan.rotation_due)
      ? isRotationDue(prior.status, rotate_after, context.now())
      : prior.rotation_due;
    const kept = plan.storage === prior.storage ? {} : tokenInNewStorage(prior, plan);
    return { ...prior, ...argumentsOf(plan), ...kept, rotate_after, rotation_due };
  },

  async delete({ state, context, signal }) {
    if (!state.revoke_on_destroy) return;
    const { integration_id, token_id, previous_token_id } = state;
    const client = context.client();
    await callApi(`revoke the auth token of the SCIM integration ${integration_id}`, {}, () =>
      nullIfGone(client, signal, async () => {
        const tokens = await client.tokens.list(integration_id, { signal });
        const own = tokens.filter(({ id }) => id === token_id || id === previous_token_id);
        for (const { id } of own.filter(isAccepted)) {
          await client.tokens.revoke(integration_id, id, { signal });
        }
      }),
    );
  },

  async import({ id, context, signal }) {
    const integrationId = await resolveIntegrationImportId(id, context.client(), signal);
    return { id: integrationId, integration_id: integrationId };
  },
});

/**
 * The slot's token and the other valid ones. A slot without a token yet gets all tokens of the integration.
 */
function tokensOf(client: Client, { integration_id, token_id }: State, signal: AbortSignal) {
  return token_id === null
    ? client.tokens.list(integration_id, { signal })
    : client.tokens.shared(integration_id, token_id, { signal });
}

/** The arguments of a slot. */
function argumentsOf(plan: Plan) {
  const { integration_id, description, lifetime, rotate_before, overlap, rotation_triggers } = plan;
  const { on_external_rotation, revoke_on_destroy, storage, sealing_public_key } = plan;
  return {
    integration_id,
    description,
    lifetime,
    rotate_before,
    overlap,
    rotation_triggers,
    on_external_rotation,
    revoke_on_destroy,
    storage,
    sealing_public_key,
  };
}

/** Mints a token for a slot and returns the slot's attributes. */
async function mintForSlot(plan: Plan, generation: number, call: MintCall) {
  const minted = await mintToken(plan, call);
  const previous = await replacedToken(plan, minted.id, call.context, call.signal);
  return { ...argumentsOf(plan), ...mintedAttributes(minted, plan, generation), ...previous };
}
