import type { JwtSigner, JwtSignerChange, TargetToken } from "../../contract/edge/jwt-signer";
import type { PlanOf, PrivateState, StateOf } from "../../tfplugin";
import { tagsState, tagsToSend } from "../api/tags";
import { type Location, locationOf } from "../location/location";
import type { jwtSignerSchema } from "./schema";

/** The settings that a plan asks for, as the API takes them. */
export function jwtSignerSettings(
  plan: PlanOf<typeof jwtSignerSchema>,
  privateState: PrivateState,
): JwtSignerChange {
  return {
    name: plan.name,
    enabled: plan.enabled,
    issuer: plan.issuer,
    audience: plan.audience,
    jwksEndpoint: plan.jwks_endpoint,
    certPem: plan.cert_pem,
    kid: plan.kid,
    claimsProperty: plan.claims_property,
    useExternalId: plan.use_external_id,
    clientId: plan.client_id,
    scopes: [...plan.scopes],
    externalAuthUrl: plan.external_auth_url,
    targetToken: targetToken(plan.target_token),
    tags: tagsToSend(plan.tags, privateState),
  };
}

/** The part of a signer that its state holds. */
export type ShownSigner = Omit<JwtSigner, "commonName" | "createdAt" | "updatedAt">;

/** The part of the stored state that decides how an answer becomes state. */
export interface StoredSigner {
  readonly kid: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
}

/** The state of a JWT signer as the API returns it. */
export function jwtSignerState(
  signer: ShownSigner,
  stored: StoredSigner,
  location: Location,
): StateOf<typeof jwtSignerSchema> {
  return {
    id: signer.id,
    name: signer.name,
    issuer: signer.issuer ?? "",
    audience: signer.audience ?? "",
    enabled: signer.enabled,
    // A blank source of keys is none.
    jwks_endpoint: signer.jwksEndpoint || null,
    cert_pem: signer.certPem || null,
    kid: kidState(signer, stored),
    claims_property: signer.claimsProperty ?? "sub",
    use_external_id: signer.useExternalId,
    client_id: signer.clientId,
    scopes: signer.scopes,
    target_token: signer.targetToken,
    external_auth_url: signer.externalAuthUrl,
    tags: tagsState(signer.tags, stored.tags),
    ...locationOf(location),
    cert_fingerprint: signer.fingerprint,
    cert_not_before: signer.notBefore,
    cert_not_after: signer.notAfter,
  };
}

/**
 * The `kid` for the state. A controller answers the certificate's fingerprint when no `kid` was set. That is
 * not drift.
 */
function kidState(signer: ShownSigner, stored: StoredSigner): string | null {
  const { kid, fingerprint } = signer;
  if (kid === null || kid === stored.kid) return kid;
  const isDefault = fingerprint !== null && withoutColons(kid) === withoutColons(fingerprint);
  return isDefault && stored.kid === null ? null : kid;
}

function withoutColons(fingerprint: string): string {
  return fingerprint.replaceAll(":", "").toLowerCase();
}

function targetToken(text: string): TargetToken {
  return text === "ID" ? "ID" : "ACCESS";
}
