import type { Integration } from "../../contract/gateway/integration";
import {
  computed,
  defineResource,
  defineSchema,
  notBlank,
  oneOf,
  optional,
  required,
  type StateOf,
  UNKNOWN,
} from "../../tfplugin";
import { type ConfirmGone, callApi, fromTheApi, nullIfGone } from "../api/api-call";
import { resolveIntegrationImportId } from "../api/import-integration";
import { failedChangeDiagnostic } from "../api/names/clash";
import { failedCreateDiagnostic } from "../api/names/duplicate";
import { idIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { knownOrNull } from "../known-or-null";
import { goneFromNetwork } from "../location/gone";
import { ADOPTIONS, adoptIdentitiesOf, adoptionName, NEVER } from "./adoption";
import { checkNetwork } from "./check-network";
import { warnOfIntegrationLockOuts } from "./lock-outs";

const KEEP = "keep";

export const scimIntegrationSchema = defineSchema({
  version: 2,
  description:
    "A SCIM integration: an identity provider such as Okta, Microsoft Entra ID or Google Workspace " +
    "pushes its users and groups to it, and NetFoundry makes identities of them.\n\n" +
    "An integration accepts no push before it has an auth token, which `netfoundry_scim_token` mints. " +
    "`netfoundry_scim_mapping` decides how a user becomes an identity.",
  attributes: {
    id: computed.string({ description: "Id of the integration. NetFoundry assigns it.", keep: true }),
    name: required.string({
      description:
        "Name of the integration, unique in its network. A change renames the integration in place.",
      validate: [notBlank()],
    }),
    network_id: optional.string({
      description:
        "Id of the network of the integration. Defaults to the network of the provider. A change " +
        "replaces the integration.",
      computed: true,
      keep: true,
      replace: true,
      validate: [notBlank()],
    }),
    identities_on_destroy: optional.string({
      description:
        "What happens to the identities of the integration when it is destroyed. `keep` (the default) " +
        "leaves them as they are. `disable` ends their sessions and keeps them for audit. `delete` " +
        "deletes them. Identities that stay belong to no integration: people manage them from then on, and " +
        "their role attributes count as set by hand. They keep their names and external IDs, so the pushes " +
        "of a new integration for the same people are refused, unless its `adopt_identities` says otherwise.",
      default: KEEP,
      providerOnly: true,
      validate: [oneOf(KEEP, "disable", "delete")],
    }),
    adopt_identities: optional.string({
      description:
        "Whether a new user takes over an identity that no integration owns, such as one that a destroyed " +
        "integration left. `never` (the default) refuses a user whose identity would have a taken name or " +
        "external ID. `external_id` lets the user adopt the identity with its external ID, `name` the one " +
        "with its name. Whoever the identity provider names so then signs in as that identity. An identity " +
        "that is an administrator, a system identity, has permissions, is of another type than Default, or has " +
        "the tags of another integration is never adopted. An adopted identity gets the name, the external " +
        "ID and the auth policy of the mapping, and is enabled or disabled as the push says. It keeps its " +
        "role attributes as set by hand.",
      default: NEVER,
      validate: [oneOf(...Object.keys(ADOPTIONS))],
    }),
    integration_url: computed.string({
      description:
        "URL where the identity provider sends its SCIM requests. For Microsoft Entra ID, append " +
        "`?aadOptscim062020`.",
      keep: true,
    }),
    has_auth_token: computed.bool({
      description:
        "Whether the integration has a valid auth token. The next refresh shows a token that the same " +
        "run minted or revoked.",
      keep: true,
    }),
    created_at: computed.string({ description: "When it was created (RFC 3339).", keep: true }),
    updated_at: computed.string({ description: "When it was last changed (RFC 3339).", keep: true }),
  },
});
type State = StateOf<typeof scimIntegrationSchema>;

const FIELDS = { name: "name", networkId: "network_id", adoptIdentities: "adopt_identities" };

/** The state of an integration as the API returns it. */
export function integrationState(integration: Integration, identitiesOnDestroy: string): State {
  return {
    id: integration.id,
    name: integration.name,
    network_id: integration.networkId,
    identities_on_destroy: identitiesOnDestroy,
    adopt_identities: adoptionName(integration.adoptIdentities),
    integration_url: integration.integrationUrl,
    has_auth_token: integration.hasAuthToken,
    created_at: integration.createdAt,
    updated_at: integration.updatedAt,
  };
}

/** `netfoundry_scim_integration` */
export const scimIntegration = defineResource<ProviderContext>()({
  schema: scimIntegrationSchema,
  identity: idIdentity("Id of the integration."),
  knownAfterImport: ["id"],
  upgrade: { 0: sameAsBefore, 1: sameAsBefore },

  plan({ prior, plan }) {
    const isChanged =
      prior !== null && (plan.name !== prior.name || plan.adopt_identities !== prior.adopt_identities);
    return isChanged ? { ...plan, updated_at: UNKNOWN } : plan;
  },

  async warn({ config, prior, plan, ...looking }) {
    if (config?.network_id === null) await checkNetwork(prior, looking);
    if (!looking.diagnostics.hasErrors) await warnOfIntegrationLockOuts(prior, plan, looking);
  },

  async create({ plan, context, signal }) {
    const client = context.client();
    const { name } = plan;
    const doing = `create the SCIM integration "${name}"`;
    const networkId =
      knownOrNull(plan.network_id) ?? (await callApi(doing, {}, () => client.networks.defaultId({ signal })));
    try {
      const adoptIdentities = adoptIdentitiesOf(plan.adopt_identities);
      const created = await client.integrations.create({ networkId, name, adoptIdentities }, { signal });
      context.integrations.add(created.id, created.networkId);
      return integrationState(created, plan.identities_on_destroy);
    } catch (failure) {
      throw await failedCreateDiagnostic(failure, {
        kind: "SCIM integration",
        resource: "netfoundry_scim_integration",
        name,
        fields: FIELDS,
        find: () => client.integrations.list({ networkId, name }, { signal }),
      });
    }
  },

  async read({ state, context, signal }) {
    const client = context.client();
    context.integrations.add(state.id, state.network_id);
    const found = await callApi(`read the SCIM integration ${state.id}`, {}, () =>
      nullIfGone(goneFrom(state, context, signal), () => client.integrations.shared(state.id, { signal })),
    );
    return found && integrationState(found, state.identities_on_destroy ?? KEEP);
  },

  async update({ prior, plan, context, signal }) {
    const client = context.client();
    const { name } = plan;
    const change = {
      kind: "SCIM integration",
      id: prior.id,
      name: prior.name,
      newName: name,
      fields: FIELDS,
      find: () => client.integrations.list({ networkId: prior.network_id, name }, { signal }),
    };
    const adoptIdentities = adoptIdentitiesOf(plan.adopt_identities);
    const changed = await client.integrations
      .patch(prior.id, { name, adoptIdentities }, { signal })
      .catch(async (failure: unknown) => {
        throw await failedChangeDiagnostic(failure, change);
      });
    // Another resource may have minted a token meanwhile. The next refresh shows it: the plan promised the
    // prior value.
    return { ...integrationState(changed, plan.identities_on_destroy), has_auth_token: prior.has_auth_token };
  },

  async delete({ state, context, signal }) {
    const client = context.client();
    const identities = identitiesOnDelete(state.identities_on_destroy);
    await callApi(`destroy the SCIM integration "${state.name}"`, {}, () =>
      nullIfGone(goneFrom(state, context, signal), () =>
        client.integrations.delete(state.id, identities, { signal }),
      ),
    );
  },

  async import({ id, context, signal }) {
    return { id: await resolveIntegrationImportId(id, context.client(), signal) };
  },
});

type Stored = Pick<State, "id"> & { readonly name: string | null; readonly network_id: string | null };

function goneFrom(state: Stored, context: ProviderContext, signal: AbortSignal): ConfirmGone {
  // An import knows only the id.
  if (state.name === null) return fromTheApi(context.client(), signal);
  return goneFromNetwork(`the SCIM integration ${state.id}`, state.network_id, { context, signal });
}

function identitiesOnDelete(text: string): "keep" | "disable" | "delete" {
  return text === "disable" || text === "delete" ? text : KEEP;
}
