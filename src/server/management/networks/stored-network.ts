import { sql } from "kysely";
import type { ServerContext } from "../../context";
import { authPolicyOf, authPolicyRow } from "../../edge/policies/auth-policy-store";
import { signerOf } from "../../edge/signers/jwt-signer-store";
import { isStorable } from "../../scim/attributes/storable-text";
import type { IdentityFacts, PolicyFacts, SignerFacts, SignInNetwork } from "../../signin/sign-in-network";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";

/** Reads what the sign-in check needs of a network from the database. */
export async function storedNetwork(context: ServerContext, networkId: string): Promise<SignInNetwork> {
  const { db, clock, fetchJwks } = context;
  const now = clock();
  const rows = await db.selectFrom("jwt_signers").selectAll().where("network_id", "=", networkId).execute();
  const identities = db.selectFrom("identities").selectAll().where("network_id", "=", networkId);
  return {
    now,
    signers: rows.map(signerFacts),
    fetchJwks,
    identityBy: async (key, value) => {
      if (!isStorable(value)) return null;
      const column = key === "id" ? "id" : "external_id";
      const row = await identities.where(column, "=", value).executeTakeFirst();
      return row === undefined ? null : identityFacts(db, row, now);
    },
    hasExternalIdIgnoringCase: async (value) => {
      if (!isStorable(value)) return false;
      const folded = sql<string>`lower(external_id)`;
      const row = await identities.where(folded, "=", value.toLowerCase()).executeTakeFirst();
      return row !== undefined;
    },
  };
}

function signerFacts(row: Row<"jwt_signers">): SignerFacts {
  const settings = signerOf(row);
  const { name, enabled, audience, certPem, jwksEndpoint, useExternalId } = settings;
  return {
    id: row.id,
    name,
    enabled,
    issuer: row.issuer ?? "",
    audience,
    jwksEndpoint: jwksEndpoint || null,
    certPem: certPem || null,
    kid: settings.kid ?? row.fingerprint ?? "",
    claimsProperty: settings.claimsProperty,
    useExternalId,
  };
}

async function identityFacts(db: Database, row: Row<"identities">, now: Date): Promise<IdentityFacts> {
  const { disabled_at, disabled_until } = row;
  return {
    id: row.id,
    name: row.name,
    isDisabled: disabled_at !== null && (disabled_until === null || disabled_until > now.toISOString()),
    policy: policyFacts(await authPolicyRow(db, row.network_id, row.auth_policy_id)),
  };
}

function policyFacts(row: Row<"auth_policies">): PolicyFacts {
  const { primary, secondary } = authPolicyOf(row);
  return {
    id: row.id,
    name: row.name,
    extJwtAllowed: primary.extJwt.allowed,
    allowedSigners: primary.extJwt.allowedSigners,
    requireTotp: secondary.requireTotp,
    requireExtJwtSigner: secondary.requireExtJwtSigner,
  };
}
