import type { Written } from "../../client/edge/edge-collection";
import type { AuthPolicy, AuthPolicyChange } from "../../contract/edge/auth-policy";
import { DiagnosticError, type Diagnostics, defineResource } from "../../tfplugin";
import { callApi, nullIfGone } from "../api/api-call";
import { resolveImportId } from "../api/import-id";
import { failedChangeDiagnostic, refuseKeptName } from "../api/names/clash";
import { failedCreateDiagnostic } from "../api/names/duplicate";
import { shownOrSent } from "../api/read-back";
import { idIdentity } from "../api/resource-identity";
import { keepTagTypes } from "../api/tags";
import { sameAsBefore } from "../api/upgrade";
import type { ProviderContext } from "../context";
import { goneFromLocation } from "../location/gone";
import { checkKeys } from "./check-keys";
import { deleteAuthPolicy } from "./delete";
import { warnOfPolicyLockOuts } from "./lock-outs";
import { missingSigner } from "./references";
import { authPolicySchema as schema } from "./schema";
import { authPolicySettings, authPolicyState } from "./settings";

const KIND = "auth policy";
const DEFAULT_POLICY_ID = "default";

const FIELDS = {
  name: "name",
  "primary.extJwt.allowedSigners": ["primary", "ext_jwt", "allowed_signer_ids"],
  allowedSigners: ["primary", "ext_jwt", "allowed_signer_ids"],
  "secondary.requireExtJwtSigner": ["secondary", "jwt_signer_id"],
  requireExtJwtSigner: ["secondary", "jwt_signer_id"],
};

/** `netfoundry_auth_policy` */
export const authPolicy = defineResource<ProviderContext>()({
  schema,
  identity: idIdentity("Id of the auth policy."),
  knownAfterImport: ["id"],
  upgrade: { 0: sameAsBefore, 1: sameAsBefore },

  validate: ({ config, diagnostics }) => checkKeys(config, diagnostics),

  warn: ({ prior, plan, ...looking }) => warnOfPolicyLockOuts(prior, plan, looking),

  async create({ plan, context, signal, save, diagnostics, privateState }) {
    const client = context.client();
    const settings = authPolicySettings(plan, privateState);
    const { name } = settings;
    try {
      const location = await context.location(signal);
      const onCreated = (id: string) => save({ id, ...location });
      const written = await client.authPolicies.create(settings, { signal, onCreated });
      return authPolicyState(shown(written, settings, diagnostics), plan.tags, location);
    } catch (failure) {
      const reference = await missingSigner(failure, settings, client, signal).catch(() => null);
      if (reference !== null) throw reference;
      throw await failedCreateDiagnostic(failure, {
        kind: KIND,
        resource: "netfoundry_auth_policy",
        name,
        fields: FIELDS,
        find: () => client.authPolicies.list({ name }, { signal }),
      });
    }
  },

  async read({ state, context, signal, privateState }) {
    const client = context.client();
    const gone = goneFromLocation(KIND, state, { context, privateState, signal });
    const found = await callApi(`read the auth policy ${state.id}`, {}, () =>
      nullIfGone(gone, () => client.authPolicies.shared(state.id, { signal })),
    );
    if (found === null) return null;
    keepTagTypes(found.tags, privateState);
    return authPolicyState(found, state.tags, await context.location(signal));
  },

  async update({ prior, plan, context, signal, diagnostics, privateState }) {
    const client = context.client();
    const settings = authPolicySettings(plan, privateState);
    const { name } = settings;
    const change = {
      kind: KIND,
      id: prior.id,
      name: prior.name,
      newName: name,
      fields: FIELDS,
      find: () => client.authPolicies.list({ name }, { signal }),
    };
    const written = await client.authPolicies
      .update(prior.id, settings, { signal })
      .catch(async (failure: unknown) => {
        const reference = await missingSigner(failure, settings, client, signal).catch(() => null);
        throw reference ?? (await failedChangeDiagnostic(failure, change));
      });
    await refuseKeptName(written.item, change);
    return authPolicyState(shown(written, settings, diagnostics), plan.tags, prior);
  },

  async delete({ state, context, privateState, signal }) {
    if (state.id === DEFAULT_POLICY_ID) {
      throw new DiagnosticError({
        summary: "The default auth policy cannot be deleted",
        detail:
          "Every network has it. To stop managing it, use a removed block or terraform state rm. " +
          "Neither changes the policy.",
      });
    }
    const gone = goneFromLocation(KIND, state, { context, privateState, signal });
    await deleteAuthPolicy(state, gone, context, signal);
  },

  async import({ id, context, signal }) {
    const find = (name: string) => context.client().authPolicies.list({ name }, { signal });
    return { id: await resolveImportId(id, { kind: KIND, find }) };
  },
});

function shown(written: Written<AuthPolicy>, settings: AuthPolicyChange, diagnostics: Diagnostics) {
  const { name } = settings;
  return shownOrSent(written, { kind: KIND, name, sent: (id) => ({ ...settings, id }), diagnostics });
}
