import type { Client } from "../../client/client";
import { ApiError } from "../../client/errors/api-error";
import { DiagnosticError, defineResource, isUnknown, UNKNOWN } from "../../tfplugin";
import { apiDiagnostic, callApi, nullIfGone } from "../api/api-call";
import { changeFirstAdvice } from "../api/destroy-order";
import { failedCreateDiagnostic } from "../api/duplicate";
import { resolveImportId } from "../api/import-id";
import { idIdentity } from "../api/resource-identity";
import { sameAsBefore } from "../api/upgrade";
import { namesSigner } from "../auth-policy/references";
import type { ProviderContext } from "../context";
import { jwtSignerSchema as schema } from "./schema";
import { jwtSignerSettings, jwtSignerState } from "./settings";

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
  upgrade: { 0: sameAsBefore },

  validate({ config, diagnostics }) {
    const { jwks_endpoint, cert_pem } = config;
    if (isUnknown(jwks_endpoint) || isUnknown(cert_pem)) return;
    if ((jwks_endpoint === null) !== (cert_pem === null)) return;
    const both = jwks_endpoint !== null;
    diagnostics.error({
      attribute: both ? "cert_pem" : "jwks_endpoint",
      summary: "Exactly one of jwks_endpoint and cert_pem is needed",
      detail: both
        ? "Both are set. Keep jwks_endpoint if the identity provider publishes its keys, otherwise keep " +
          "cert_pem."
        : "Neither is set. Set jwks_endpoint if the identity provider publishes its keys, otherwise set " +
          "cert_pem.",
    });
  },

  plan({ prior, plan }) {
    if (prior === null || plan.cert_pem === prior.cert_pem) return plan;
    const change = plan.cert_pem === null ? null : UNKNOWN;
    return { ...plan, cert_fingerprint: change, cert_not_before: change, cert_not_after: change };
  },

  async create({ plan, context, signal, save }) {
    const client = context.client();
    const { name, issuer } = plan;
    try {
      const created = await client.jwtSigners.create(jwtSignerSettings(plan), {
        signal,
        onCreated: (id) => save({ id }),
      });
      return jwtSignerState(created, plan);
    } catch (failure) {
      throw await failedCreateDiagnostic(failure, {
        kind: "JWT signer",
        resource: "netfoundry_jwt_signer",
        name,
        fields: FIELDS,
        async find() {
          const named = await client.jwtSigners.list({ name }, { signal });
          return named.length > 0 ? named : client.jwtSigners.list({ issuer }, { signal });
        },
      });
    }
  },

  async read({ state, context, signal }) {
    const client = context.client();
    const found = await callApi(`read the JWT signer ${state.id}`, {}, () =>
      nullIfGone(client, signal, () => client.jwtSigners.shared(state.id, { signal })),
    );
    return found && jwtSignerState(found, state);
  },

  async update({ prior, plan, context, signal }) {
    const updated = await callApi(`change the JWT signer "${prior.name}"`, FIELDS, () =>
      context.client().jwtSigners.update(prior.id, jwtSignerSettings(plan), { signal }),
    );
    return jwtSignerState(updated, plan);
  },

  async delete({ state, context, signal }) {
    const client = context.client();
    try {
      await nullIfGone(client, signal, () => client.jwtSigners.delete(state.id, { signal }));
    } catch (failure) {
      const inUse = await signerInUse(failure, state, client, signal);
      throw inUse ?? apiDiagnostic(`destroy the JWT signer "${state.name}"`, {}, failure);
    }
  },

  async import({ id, context, signal }) {
    const find = (name: string) => context.client().jwtSigners.list({ name }, { signal });
    return { id: await resolveImportId(id, { kind: "JWT signer", find }) };
  },
});

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
