import { sql } from "kysely";
import type { Clock } from "../../context";
import { authPolicyOf, authPolicyRow } from "../../edge/policies/auth-policy-store";
import { signerOf } from "../../edge/signers/jwt-signer-store";
import { isDisabled } from "../../provisioning/writes/identities/is-disabled";
import { isStorable } from "../../scim/attributes/storable-text";
import type {
  IdentityFacts,
  NamedIdentity,
  PolicyFacts,
  SignerFacts,
  SignInNetwork,
} from "../../signin/sign-in-network";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { disablingOf } from "./disabling-of";

const COLUMNS = { id: "id", externalId: "external_id" } as const;

/** The most identities that a hint names. */
const MAX_NAMED = 5;

/** The network of a database, and what the sign-in check needs beside it. */
export interface StoredNetworkContext extends Pick<SignInNetwork, "fetchJwks"> {
  readonly db: Database;
  readonly clock: Clock;
  readonly networkId: string;
}

/** Reads what the sign-in check needs of a network from the database. */
export async function storedNetwork(context: StoredNetworkContext): Promise<SignInNetwork> {
  const { db, clock, networkId, fetchJwks } = context;
  const now = clock();
  const rows = await db.selectFrom("jwt_signers").selectAll().where("network_id", "=", networkId).execute();
  const identities = db.selectFrom("identities").selectAll().where("network_id", "=", networkId);
  return {
    now,
    signers: rows.map(signerFacts),
    fetchJwks,
    identityBy: async (key, value) => {
      if (!isStorable(value)) return null;
      const row = await identities.where(COLUMNS[key], "=", value).executeTakeFirst();
      return row === undefined ? null : identityFacts(db, row, now);
    },
    identitiesBy: async (key, values) => {
      const storable = values.filter(isStorable);
      if (storable.length === 0) return [];
      const rows = await identities.where(COLUMNS[key], "in", storable).limit(MAX_NAMED).execute();
      return rows.map(named);
    },
    identitiesAlike: async (externalId) => {
      if (!isStorable(externalId)) return [];
      const folded = sql<string>`lower(trim(external_id))`;
      const rows = await identities.where(folded, "in", foldedForms(externalId)).limit(MAX_NAMED).execute();
      return rows.map(named);
    },
    disablingOf: (identityId) => disablingOf(db, networkId, identityId),
  };
}

/**
 * The forms that an external ID may have in the database when it is in lower case and without spaces around
 * it. SQLite folds only ASCII letters, so both cases of the other letters are among them.
 */
function foldedForms(externalId: string): string[] {
  const text = externalId.trim();
  const forms = (["NFC", "NFD"] as const).flatMap((form) => {
    const composed = text.normalize(form);
    return [composed, composed.toLowerCase(), composed.toUpperCase()];
  });
  const inAscii = forms.map((form) => form.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  return [...new Set(inAscii)];
}

function named({ id, name, external_id }: Row<"identities">): NamedIdentity {
  return { id, name, externalId: external_id };
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
  return {
    id: row.id,
    name: row.name,
    externalId: row.external_id,
    isDisabled: isDisabled(row, true, now.toISOString()),
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
