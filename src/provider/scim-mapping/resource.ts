import { DiagnosticError, defineResource } from "../../tfplugin";
import { callApi, fromTheApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { integrationIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { integrationGone, networkOfIntegration } from "../location/integration-network";
import { checkExternalId } from "./check-external-id";
import { noteManager } from "./managed-here";
import { DEFAULT_SETTINGS, scimMappingSchema as schema } from "./schema";
import { type MappingAttributes, mappingAttributes, mappingOf } from "./settings";
import { warnOfMapping } from "./warn";

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

  warn: ({ prior, plan, ...looking }) => warnOfMapping(prior, plan, looking),

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
      nullIfGone(integrationGone(state, context, signal), () => client.integrations.shared(id, { signal })),
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
      nullIfGone(integrationGone(state, context, signal), () =>
        client.mappings.put(state.integration_id, mappingOf(DEFAULT_SETTINGS), { signal }),
      ),
    );
  },

  async import({ id, context, signal }) {
    const integrationId = await resolveIntegrationImportId(id, context.client(), signal);
    return { id: integrationId, integration_id: integrationId };
  },
});

type PlannedMapping = MappingAttributes & {
  readonly integration_id: string;
  readonly reset_on_destroy: boolean;
};

async function put(wanted: PlannedMapping, context: ProviderContext, signal: AbortSignal) {
  const { integration_id, auth_policy_id, reset_on_destroy } = wanted;
  const client = context.client();
  const doing = `apply the mapping settings of the SCIM integration ${integration_id}`;
  const applied = await callApi(doing, FIELDS, () =>
    nullIfGone(fromTheApi(client, signal), () =>
      client.mappings.put(integration_id, mappingOf(wanted), { signal }),
    ),
  );
  if (applied === null) {
    const exists = await callApi(doing, {}, () =>
      nullIfGone(fromTheApi(client, signal), () => client.mappings.get(integration_id, { signal })),
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
