import type { MappingPreview } from "../../contract/gateway/mapping";
import {
  containsUnknown,
  DiagnosticError,
  type Diagnostics,
  defineResource,
  isUnknown,
  type PrivateState,
  type Unknown,
} from "../../tfplugin";
import { callApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { NOT_CONFIGURED } from "../api/not-configured";
import { integrationIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { networkOfIntegration } from "../location/integration-network";
import { integrationName } from "../scim-integration/integration-name";
import { checkExternalId } from "./check-external-id";
import { DEFAULT_SETTINGS, scimMappingSchema as schema } from "./schema";
import { type MappingAttributes, mappingAttributes, mappingOf } from "./settings";
import { mappingWarning, settingsStayWarning, unknownMoveWarning } from "./warnings";

const FIELDS = {
  identityNameField: "identity_name",
  identityNameConflict: "identity_name_conflict",
  authPolicyId: "auth_policy_id",
  externalIdField: ["external_id", "source"],
  externalIdCustomPath: ["external_id", "path"],
};

/** `netfoundry_scim_mapping` */
export const scimMapping = defineResource<ProviderContext>()({
  schema,
  identity: integrationIdentity,
  knownAfterImport: ["id", "integration_id"],
  upgrade: { 0: sameAsBefore, 1: sameAsBefore },

  validate: ({ config, diagnostics }) => checkExternalId(config.external_id, diagnostics),

  async warn({ prior, plan, context, privateState, signal, diagnostics }) {
    const preview = async (id: string, settings: MappingAttributes) => {
      if (context === null) throw new Error(NOT_CONFIGURED);
      return context.client().mappings.preview(id, mappingOf(settings), { signal });
    };
    const name = (id: string) =>
      context === null ? Promise.resolve(id) : integrationName(id, context.client(), signal);
    if (prior !== null && stopsManaging(prior.integration_id, plan)) {
      const integration = await name(prior.integration_id);
      if (prior.reset_on_destroy) {
        await warnOfEffect(
          integration,
          `Resetting the mapping settings of ${integration} changes`,
          diagnostics,
          () => preview(prior.integration_id, DEFAULT_SETTINGS),
        );
      } else {
        const isLater =
          isManagedHere(privateState) && context?.integrations.planned(prior.integration_id) === null;
        // In a destroy, Terraform plans the integration after its mapping settings. Whether it stays shows then.
        if (isLater) context.integrations.abandonMapping(prior.integration_id);
        else if (context?.integrations.planned(prior.integration_id)?.isGoing !== true)
          diagnostics.warning(settingsStayWarning(integration));
      }
    }
    if (plan === null) return;
    if (prior !== null && isUnknown(plan.integration_id)) {
      const integration = await name(prior.integration_id);
      const planned = context?.integrations.planned(prior.integration_id) ?? null;
      diagnostics.warning(unknownMoveWarning(integration, planned));
    }
    if (containsUnknown({ ...plan, id: null })) return;
    const wanted = plan as MappingAttributes & { readonly integration_id: string };
    if (prior !== null && prior.integration_id === wanted.integration_id && sameSettings(prior, wanted))
      return;
    const integration = await name(wanted.integration_id);
    await warnOfEffect(integration, `The new mapping settings of ${integration} change`, diagnostics, () =>
      preview(wanted.integration_id, wanted),
    );
  },

  async create({ plan, context, privateState, signal }) {
    noteManager(plan.integration_id, context, privateState);
    const network_id = await networkOfIntegration(plan.integration_id, context, signal);
    return { ...(await put(plan, context, signal)), network_id };
  },

  async read({ state, context, privateState, signal }) {
    const client = context.client();
    const id = state.integration_id;
    noteManager(id, context, privateState);
    const found = await callApi(`read the mapping settings of the SCIM integration ${id}`, {}, () =>
      nullIfGone(client, signal, () => client.integrations.shared(id, { signal })),
    );
    if (found === null) return null;
    const reset_on_destroy = state.reset_on_destroy ?? false;
    const { mapping, networkId: network_id } = found;
    return { id, integration_id: id, ...mappingAttributes(mapping), reset_on_destroy, network_id };
  },

  async update({ prior, plan, context, signal }) {
    return { ...(await put(plan, context, signal)), network_id: prior.network_id };
  },

  async delete({ state, context, signal }) {
    if (!state.reset_on_destroy) return;
    const client = context.client();
    await callApi(`reset the mapping settings of the SCIM integration ${state.integration_id}`, {}, () =>
      nullIfGone(client, signal, () =>
        client.mappings.put(state.integration_id, mappingOf(DEFAULT_SETTINGS), { signal }),
      ),
    );
  },

  async import({ id, context, signal }) {
    const integrationId = await resolveIntegrationImportId(id, context.client(), signal);
    return { id: integrationId, integration_id: integrationId };
  },
});

/** Keeps in the private data that the same configuration manages the integration. It stays so. */
function noteManager(integrationId: string, context: ProviderContext, privateState: PrivateState): void {
  if (context.integrations.has(integrationId) && privateState.bytes.length === 0)
    privateState.set(MANAGED_HERE);
}

const MANAGED_HERE = { managesIntegration: true };

function isManagedHere(privateState: PrivateState): boolean {
  return JSON.stringify(privateState.get()) === JSON.stringify(MANAGED_HERE);
}

/**
 * Whether the plan stops managing the settings of that integration. With an unknown integration id this is
 * not certain, and the answer is no: the new integration mostly replaces the old one.
 */
function stopsManaging(
  integrationId: string,
  plan: { readonly integration_id: string | Unknown } | null,
): boolean {
  return plan === null || (!isUnknown(plan.integration_id) && plan.integration_id !== integrationId);
}

/**
 * Warns of what a change does to identities. A failed preview becomes a warning too: it does not stop the
 * plan.
 */
async function warnOfEffect(
  integration: string,
  beginning: string,
  diagnostics: Diagnostics,
  preview: () => Promise<MappingPreview>,
): Promise<void> {
  try {
    const warning = mappingWarning(beginning, await preview());
    if (warning !== null) diagnostics.warning(warning);
  } catch (failure) {
    diagnostics.warning({
      summary: "The effect of the mapping settings on the identities is not known",
      detail:
        `SCIM integration ${integration}: the preview failed, which does not stop the plan. ` +
        (failure instanceof Error ? failure.message : String(failure)),
    });
  }
}

type PlannedMapping = MappingAttributes & {
  readonly integration_id: string;
  readonly reset_on_destroy: boolean;
};

async function put(wanted: PlannedMapping, context: ProviderContext, signal: AbortSignal) {
  const { integration_id, auth_policy_id, reset_on_destroy } = wanted;
  const client = context.client();
  const doing = `apply the mapping settings of the SCIM integration ${integration_id}`;
  const applied = await callApi(doing, FIELDS, () =>
    nullIfGone(client, signal, () => client.mappings.put(integration_id, mappingOf(wanted), { signal })),
  );
  if (applied === null) {
    const exists = await callApi(doing, {}, () =>
      nullIfGone(client, signal, () => client.mappings.get(integration_id, { signal })),
    );
    throw new DiagnosticError(
      exists === null
        ? {
            attribute: "integration_id",
            summary: `There is no SCIM integration ${integration_id}`,
            detail:
              "Somebody may have deleted it outside Terraform. Run plan again, or correct integration_id.",
          }
        : {
            attribute: "auth_policy_id",
            summary: `There is no auth policy ${auth_policy_id}`,
            detail: 'Give the id of an auth policy of the same network, or "default".',
          },
    );
  }
  return { id: integration_id, integration_id, ...mappingAttributes(applied), reset_on_destroy };
}

function sameSettings(one: MappingAttributes, other: MappingAttributes): boolean {
  return (
    one.identity_name === other.identity_name &&
    one.identity_name_conflict === other.identity_name_conflict &&
    one.auth_policy_id === other.auth_policy_id &&
    one.external_id.source === other.external_id.source &&
    one.external_id.path === other.external_id.path
  );
}
