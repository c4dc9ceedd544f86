import type { Client } from "../../client/client";
import { defineResource, isUnknown, type PlanOf, type PrivateState, type StateOf } from "../../tfplugin";
import { type ConfirmGone, callApi, fromTheApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { integrationIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { integrationGone, networkOfIntegration } from "../location/integration-network";
import { integrationName } from "../scim-integration/integration-name";
import { adoptReplacement, importedState } from "./adoption";
import { checkDurations } from "./checks/check-durations";
import { warnOfToken, warnWithoutApi } from "./checks/plan-warnings";
import { refuseUnseenToken } from "./checks/refuse-unseen-token";
import { keepLook, lastLook, timeOfLook } from "./last-look";
import { mintForSlot } from "./mint/mint-for-slot";
import { shortLifeWarning } from "./mint/mint-warnings";
import { isMintUnanswered } from "./mint/unanswered-mint";
import { plannedPrevious, previousToken } from "./previous-token";
import { plannedRotation, slotChanges } from "./rotation";
import { scimTokenSchema as schema } from "./schema";
import { findSlotToken, isAccepted, isRotationDue, liveToken, rotateAfter } from "./slot";
import { plannedToken, tokenInNewStorage } from "./storage";

type State = StateOf<typeof schema>;
type Plan = PlanOf<typeof schema>;

/** `netfoundry_scim_token` */
export const scimToken = defineResource<ProviderContext>()({
  schema,
  identity: integrationIdentity,
  knownAfterImport: ["id", "integration_id"],
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

  plan({ prior, plan, privateState }) {
    if (prior !== null) return { ...plan, ...slotChanges(prior, plan, lastLook(privateState).at) };
    return { ...plan, ...plannedToken(plan.storage), ...plannedPrevious(plan.overlap) };
  },

  async warn({ prior, plan, context, privateState, signal, diagnostics }) {
    const lookedAt = lastLook(privateState).at;
    if (context === null) return warnWithoutApi(prior, plan, lookedAt, diagnostics);
    const { expiryWarningMs, clientSecret } = context;
    const client = () => context.client();
    const now = context.now();
    await warnOfToken({
      prior,
      plan,
      lookedAt,
      now,
      expiryWarningMs,
      clientSecret,
      client,
      signal,
      diagnostics,
    });
  },

  async create({ plan, ...call }) {
    const network_id = await networkOfIntegration(plan.integration_id, call.context, call.signal);
    const minted = await mintForSlot(plan, null, call);
    keepMint(minted, call);
    return { id: plan.integration_id, network_id, ...argumentsOf(plan), ...minted };
  },

  async read({ state, context, signal, diagnostics, privateState }) {
    const client = context.client();
    const id = state.integration_id;
    const tokens = await callApi(`read the auth tokens of the SCIM integration ${id}`, {}, () =>
      nullIfGone(goneFrom(state, context, signal), () => tokensOf(client, state, signal)),
    );
    if (tokens === null) return null;
    const network_id = state.network_id ?? (await networkOfIntegration(id, context, signal));
    const integration = () => integrationName(id, client, signal);
    // A slot that knows its token was read before, so nothing of it is missing.
    const slot = state.token_id === null ? importedState(state, liveToken(tokens)) : (state as State);
    const isUnanswered = isMintUnanswered(slot, tokens, context);
    const stored = isUnanswered ? slot : await adoptReplacement(slot, tokens, integration, diagnostics);
    const { token, status } = findSlotToken(tokens, stored.token_id);
    const expires_at = token === null ? stored.expires_at : token.expiresAt;
    const rotate_after = rotateAfter({ ...stored, expires_at }, stored.rotate_before);
    const rotation_due = isUnanswered || isRotationDue(status, rotate_after, context.now());
    const previous = previousToken(tokens, stored.token_id);
    const live = liveToken(tokens);
    // This also forgets the idempotency key that a former version kept: no state may open a token.
    keepLook(privateState, {
      at: timeOfLook(lastLook(privateState).at, expires_at, context.now()),
      otherTokenId: live === null || live.id === stored.token_id ? null : live.id,
    });
    // A state written before this argument existed has none.
    const on_external_rotation = stored.on_external_rotation ?? "warn";
    const found = { network_id, status, expires_at, rotate_after, rotation_due, ...previous };
    return { ...stored, on_external_rotation, ...found };
  },

  async update({ prior, plan, ...call }) {
    const rotate_after = rotateAfter(prior, plan.rotate_before);
    const isDue = isRotationDue(prior.status, rotate_after, call.context.now());
    if (isUnknown(plan.token_id)) {
      const rotation = plannedRotation(prior, plan, lastLook(call.privateState).at);
      // A rotation that the plan left open depends on the time of the apply.
      if (rotation?.isOpen !== true || isDue) {
        await refuseUnseenToken({ prior, plan, ...call });
        const minted = await mintForSlot(plan, prior, call);
        keepMint(minted, call);
        return { ...prior, ...argumentsOf(plan), ...minted };
      }
    }
    const rotation_due = isUnknown(plan.rotation_due) ? isDue : prior.rotation_due;
    if (isUnknown(plan.rotation_due)) {
      const integration = () => integrationName(prior.integration_id, call.context.client(), call.signal);
      const timed = { ...prior, rotate_before: plan.rotate_before, rotate_after };
      const shortLife = await shortLifeWarning(timed, integration);
      if (shortLife !== null) call.diagnostics.warning(shortLife);
    }
    const kept = plan.storage === prior.storage ? {} : await tokenInNewStorage(prior, plan);
    return { ...prior, ...argumentsOf(plan), ...kept, rotate_after, rotation_due };
  },

  async delete({ state, context, signal }) {
    if (!state.revoke_on_destroy) return;
    const { integration_id, token_id, previous_token_id } = state;
    const client = context.client();
    await callApi(`revoke the auth token of the SCIM integration ${integration_id}`, {}, () =>
      nullIfGone(goneFrom(state, context, signal), async () => {
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

type Stored = Pick<State, "integration_id" | "network_id"> & { readonly token_id: string | null };

function goneFrom(state: Stored, context: ProviderContext, signal: AbortSignal): ConfirmGone {
  // An import knows only the id.
  if (state.token_id === null) return fromTheApi(context.client(), signal);
  return integrationGone(state, context, signal);
}

/**
 * The slot's token and the other valid ones. A slot without a token yet gets all tokens of the integration.
 */
function tokensOf(
  client: Client,
  { integration_id, token_id }: Pick<State, "integration_id"> & { readonly token_id: string | null },
  signal: AbortSignal,
) {
  return token_id === null
    ? client.tokens.list(integration_id, { signal })
    : client.tokens.shared(integration_id, token_id, { signal });
}

/** Keeps the time of a mint for the next plan. */
function keepMint(
  { expires_at }: { readonly expires_at: string | null },
  { context, privateState }: { readonly context: ProviderContext; readonly privateState: PrivateState },
): void {
  keepLook(privateState, { at: timeOfLook(null, expires_at, context.now()), otherTokenId: null });
}

/** The arguments of a slot. */
function argumentsOf(plan: Plan) {
  const { integration_id, description, lifetime, rotate_before, overlap, rotation_triggers } = plan;
  const { expected_use_within, on_external_rotation, revoke_on_destroy, storage, sealing_public_key } = plan;
  return {
    integration_id,
    description,
    lifetime,
    rotate_before,
    overlap,
    expected_use_within,
    rotation_triggers,
    on_external_rotation,
    revoke_on_destroy,
    storage,
    sealing_public_key,
  };
}
