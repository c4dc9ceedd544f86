import type { AuthPolicySettings } from "../../../contract/edge/auth-policy";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { invalidField, unknownId, unknownReference } from "../edge-error";
import { signersNamed } from "../policies/auth-policy-settings";
import { authPolicyOf } from "../policies/auth-policy-store";
import type { Referrers } from "../references";
import { rowInNetwork } from "../row-in-network";
import type { UniqueValue } from "../unique-in-network";
import type { CertificateFacts } from "./certificate";
import type { EdgeSignerSettings, SignerToStore } from "./jwt-signer-settings";

/** The JSON column: every setting without a column of its own, and the facts of the certificate. */
type StoredSettings = Omit<EdgeSignerSettings, "name" | "issuer" | "tags"> &
  Partial<Omit<CertificateFacts, "fingerprint">>;

/** The settings in a row. */
export function signerOf(row: Row<"jwt_signers">): EdgeSignerSettings {
  const {
    commonName: _commonName,
    notBefore: _notBefore,
    notAfter: _notAfter,
    ...settings
  } = storedSettings(row);
  const tags = JSON.parse(row.tags) as EdgeSignerSettings["tags"];
  return { ...settings, name: row.name, issuer: row.issuer, tags };
}

/** The facts of the certificate in a row. All null with a JWKS endpoint. */
export function certificateOf(row: Row<"jwt_signers">) {
  const { commonName = null, notBefore = null, notAfter = null } = storedSettings(row);
  return { commonName, fingerprint: row.fingerprint, notBefore, notAfter };
}

/** The columns for a signer. */
export function signerColumns({ settings, certificate }: SignerToStore) {
  const { name, issuer, tags, ...rest } = settings;
  const { fingerprint = null, ...facts } = certificate ?? {};
  const json: StoredSettings = { ...rest, ...facts };
  // A blank kid is stored as sent. It matches no token, so several signers may have one.
  const kid = settings.kid || null;
  return { name, issuer, kid, fingerprint, settings: JSON.stringify(json), tags: JSON.stringify(tags) };
}

/** Domain rule 21: the values that no other signer of the network may have. */
export function uniqueValuesOf({ settings, certificate }: SignerToStore): UniqueValue[] {
  return [
    { column: "name", field: "name", value: settings.name },
    { column: "issuer", field: "issuer", value: settings.issuer },
    { column: "kid", field: "kid", value: settings.kid || null },
    { column: "fingerprint", field: "certPem", value: certificate?.fingerprint ?? null },
  ];
}

/** @throws EdgeError NOT_FOUND */
export async function signerRow(db: Database, networkId: string, id: string): Promise<Row<"jwt_signers">> {
  const row = await rowInNetwork(db, "jwt_signers", networkId, id);
  if (row === undefined) throw unknownId("external JWT signer", id);
  return row;
}

/**
 * Requires that the policy for enrolling identities exists and allows what they enroll to.
 * @throws EdgeError NOT_FOUND or COULD_NOT_VALIDATE.
 */
export async function requireEnrollPolicy(
  db: Database,
  networkId: string,
  settings: EdgeSignerSettings,
): Promise<void> {
  const id = settings.enrollAuthPolicyId;
  const row = await rowInNetwork(db, "auth_policies", networkId, id);
  if (row === undefined) throw unknownReference("enrollAuthPolicyId", "auth policy", id);
  const { primary } = authPolicyOf(row);
  if (settings.enrollToCertEnabled && !primary.cert.allowed) throw forbids(row.name, "certificates");
  if (settings.enrollToTokenEnabled && !primary.extJwt.allowed) throw forbids(row.name, "external JWTs");
}

/** Domain rule 23: the auth policies that name a signer. */
export async function referrersOfSigner(db: Database, networkId: string, id: string): Promise<Referrers[]> {
  const policies = await db
    .selectFrom("auth_policies")
    .select(["name", "settings"])
    .where("network_id", "=", networkId)
    .orderBy("name")
    .execute();
  const names = policies
    .filter(({ settings }) => signersNamed(JSON.parse(settings) as AuthPolicySettings).includes(id))
    .map(({ name }) => name);
  return [{ kind: ["auth policy", "auth policies"], names, total: names.length }];
}

function storedSettings(row: Row<"jwt_signers">): StoredSettings {
  return JSON.parse(row.settings) as StoredSettings;
}

function forbids(policy: string, what: string) {
  return invalidField(
    "enrollAuthPolicyId",
    `names the auth policy ${JSON.stringify(policy)}, which does not allow ${what} as a first factor`,
  );
}
