import type { Client } from "../../client/client";
import type { Written } from "../../client/edge/edge-collection";
import { ApiError } from "../../client/errors/api-error";
import type { JwtSigner, JwtSignerChange } from "../../contract/edge/jwt-signer";
import { DiagnosticError, type Diagnostics, defineResource, type StateOf, UNKNOWN } from "../../tfplugin";
import { apiDiagnostic, callApi, nullIfGone } from "../api/api-call";
import { changeFirstAdvice } from "../api/destroy-order";
import { resolveImportId } from "../api/import-id";
import { failedChangeDiagnostic, refuseKeptName } from "../api/names/clash";
import { failedCreateDiagnostic } from "../api/names/duplicate";
import { shownOrSent } from "../api/read-back";
import { idIdentity } from "../api/resource-identity";
import { keepTagTypes } from "../api/tags";
import { sameAsBefore } from "../api/upgrade";
import { namesSigner } from "../auth-policy/references";
import type { ProviderContext } from "../context";
import { goneFromLocation } from "../location/gone";
import { warnOfSignerLockOuts } from "./lock-outs";
import { jwtSignerSchema as schema } from "./schema";
import { sentSigner } from "./sent-signer";
import { jwtSignerSettings, jwtSignerState } from "./settings";

const KIND = "JWT signer";

const FIELDS = {
  name: "name",
  issuer: "issuer",
  audience: "audience",
  jwksEndpoint: "jwks_endpoint",
  certPem: "cert_pem",
  kid: "kid",
  claimsProperty: "claims_property",
  clientId: "client_id",
  externalAuthUrl: "external_auth_url",
  targetToken: "target_token",
};

/** `netfoundry_jwt_signer` */
export const jwtSigner = defineResource<ProviderContext>()({
  schema,
  identity: idIdentity("Id of the JWT signer."),
  knownAfterImport: ["id"],
  upgrade: { 0: sameAsBefore, 1: sameAsBefore },

  plan({ prior, plan }) {
    if (prior === null || plan.cert_pem === prior.cert_pem) return plan;
    const change = plan.cert_pem === null ? null : UNKNOWN;
    return { ...plan, cert_fingerprint: change, cert_not_before: change, cert_not_after: change };
  },

  warn: ({ prior, plan, ...looking }) => warnOfSignerLockOuts(prior, plan, looking),

  async create({ plan, context, signal, save, diagnostics, privateState }) {
    const client = context.client();
    const settings = jwtSignerSettings(plan, privateState);
    try {
      const location = await context.location(signal);
      const onCreated = (id: string) => save({ id, ...location });
      const written = await client.jwtSigners.create(settings, { signal, onCreated });
      return jwtSignerState(shown(written, settings, null, diagnostics), plan, location);
    } catch (failure) {
      throw await failedCreateDiagnostic(failure, {
        kind: KIND,
        resource: "netfoundry_jwt_signer",
        name: plan.name,
        fields: FIELDS,
        find: () => signersLike(plan, client, signal),
      });
    }
  },

  async read({ state, context, signal, privateState }) {
    const client = context.client();
    const gone = goneFromLocation(KIND, state, { context, privateState, signal });
    const found = await callApi(`read the JWT signer ${state.id}`, {}, () =>
      nullIfGone(gone, () => client.jwtSigners.shared(state.id, { signal })),
    );
    if (found === null) return null;
    keepTagTypes(found.tags, privateState);
    return jwtSignerState(found, state, await context.location(signal));
  },

  async update({ prior, plan, context, signal, diagnostics, privateState }) {
    const client = context.client();
    const settings = jwtSignerSettings(plan, privateState);
    const change = {
      kind: KIND,
      id: prior.id,
      name: prior.name,
      newName: plan.name,
      fields: FIELDS,
      find: () => signersLike(plan, client, signal),
      otherAttribute: "issuer",
    };
    const written = await client.jwtSigners
      .update(prior.id, settings, { signal })
      .catch(async (failure: unknown) => {
        throw await failedChangeDiagnostic(failure, change);
      });
    await refuseKeptName(written.item, change);
    return jwtSignerState(shown(written, settings, prior, diagnostics), plan, prior);
  },

  async delete({ state, context, privateState, signal }) {
    const client = context.client();
    const gone = goneFromLocation(KIND, state, { context, privateState, signal });
    try {
      await nullIfGone(gone, () => client.jwtSigners.delete(state.id, { signal }));
    } catch (failure) {
      const inUse = await signerInUse(failure, state, client, signal);
      throw inUse ?? apiDiagnostic(`destroy the JWT signer "${state.name}"`, {}, failure);
    }
  },

  async import({ id, context, signal }) {
    const find = (name: string) => context.client().jwtSigners.list({ name }, { signal });
    return { id: await resolveImportId(id, { kind: KIND, find }) };
  },
});

function shown(
  written: Written<JwtSigner>,
  settings: JwtSignerChange,
  prior: StateOf<typeof schema> | null,
  diagnostics: Diagnostics,
) {
  const sent = (id: string) => sentSigner(id, settings, prior);
  return shownOrSent(written, { kind: KIND, name: settings.name, sent, diagnostics });
}

/** The signers with that name or that issuer, those with the name first. */
async function signersLike(
  { name, issuer }: { readonly name: string; readonly issuer: string },
  client: Client,
  signal: AbortSignal,
): Promise<readonly JwtSigner[]> {
  const named = await client.jwtSigners.list({ name }, { signal });
  return [...named, ...(await client.jwtSigners.list({ issuer }, { signal }))];
}

/** What to throw when a signer cannot be deleted because policies name it. Null for any other failure. */
async function signerInUse(
  failure: unknown,
  signer: { readonly id: string; readonly name: string },
  client: Client,
  signal: AbortSignal,
): Promise<DiagnosticError | null> {
  if (!(failure instanceof ApiError) || failure.status !== 409) return null;
  const policies = await client.authPolicies.list({}, { signal }).catch(() => []);
  const users = policies
    .filter((policy) => namesSigner(policy, signer.id))
    .map(({ id, name }) => `- the auth policy "${name}" (${id}) names it`);
  const order = changeFirstAdvice({ used: "netfoundry_jwt_signer", user: "netfoundry_auth_policy" });
  const detail = [failure.message, ...users, "Take it out there first, then destroy it.", order].join("\n");
  return new DiagnosticError(
    { summary: `The JWT signer "${signer.name}" is in use`, detail },
    { cause: failure },
  );
}
