import type { Client } from "../../client/client";
import { defineResource, isUnknown, type PlanOf, type StateOf } from "../../tfplugin";
import { callApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { integrationIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { networkOfIntegration } from "../location/integration-network";
import { adoptReplacement, importedState } from "./adoption";
import { checkDurations } from "./checks/check-durations";
import { warnOfToken, warnWithoutApi } from "./checks/plan-warnings";
import { mintForSlot } from "./mint/mint-for-slot";
import { shortLifeWarning } from "./mint/mint-warnings";
import { isMintUnanswered } from "./mint/unanswered-mint";
import { plannedPrevious, previousToken } from "./previous-token";
import { slotChanges } from "./rotation";
import { scimTokenSchema as schema } from "./schema";
import { findSlotToken, isAccepted, isRotationDue, liveToken, rotateAfter } from "./slot";
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
    1: sameAsBefore,
  },

  validate({ config, diagnostics }) {
    if (config.storage === "sealed" && config.sealing_public_key === null) {
      diagnostics.error({
        attribute: "sealing_public_key",
        summary: "sealing_public_key is missing",
        detail: 'With storage = "sealed", set it to a public key in PEM.',
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
    const { expiryWarningMs, clientSecret } = context;
    const client = () => context.client();
    const now = context.now();
    await warnOfToken({ prior, plan, now, expiryWarningMs, clientSecret, client, signal, diagnostics });
  },

  async create({ plan, ...call }) {
    const network_id = await networkOfIntegration(plan.integration_id, call.context, call.signal);
    const minted = await mintForSlot(plan, null, call);
    return { id: plan.integration_id, network_id, ...argumentsOf(plan), ...minted };
  },

  async read({ state, context, signal, diagnostics, privateState }) {
    // A former version kept the idempotency key of the next mint here. No state may open a token.
    if (privateState.get() !== null) privateState.set({});
    const client = context.client();
    const id = state.integration_id;
    const tokens = await callApi(`read the auth tokens of the SCIM integration ${id}`, {}, () =>
      nullIfGone(client, signal, () => tokensOf(client, state, signal)),
    );
    if (tokens === null) return null;
    const network_id = state.network_id ?? (await networkOfIntegration(id, context, signal));
    const slot = state.token_id === null ? importedState(state, liveToken(tokens)) : state;
    const isUnanswered = isMintUnanswered(slot, tokens, context);
    const stored = isUnanswered ? slot : adoptReplacement(slot, tokens, diagnostics);
    const { token, status } = findSlotToken(tokens, stored.token_id);
    const expires_at = token === null ? stored.expires_at : token.expiresAt;
    const rotate_after = rotateAfter({ ...stored, expires_at }, stored.rotate_before);
    const rotation_due = isUnanswered || isRotationDue(status, rotate_after, context.now());
    const previous = previousToken(tokens, stored.token_id);
    // A state written before this argument existed has none.
    const on_external_rotation = stored.on_external_rotation ?? "warn";
    const found = { network_id, status, expires_at, rotate_after, rotation_due, ...previous };
    return { ...stored, on_external_rotation, ...found };
  },

  async update({ prior, plan, ...call }) {
    if (isUnknown(plan.token_id)) {
      return { ...prior, ...argumentsOf(plan), ...(await mintForSlot(plan, prior, call)) };
    }
    const rotate_after = rotateAfter(prior, plan.rotate_before);
    const rotation_due = isUnknown(plan.rotation_due)
      ? isRotationDue(prior.status, rotate_after, call.context.now())
      : prior.rotation_due;
    const shortLife = shortLifeWarning({ ...prior, rotate_before: plan.rotate_before, rotate_after });
    if (shortLife !== null && isUnknown(plan.rotation_due)) call.diagnostics.warning(shortLife);
    const kept = plan.storage === prior.storage ? {} : await tokenInNewStorage(prior, plan);
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
        const unshared = own.filter(({ id }) => !context.sharedTokens.has(id));
        for (const { id } of unshared.filter(isAccepted)) {
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
