import type { PolicyFacts, TokenFacts } from "../../contract/sign-in/facts";
import { plainClaim } from "../../contract/sign-in/from-api";
import { type MaybeKnown, NOT_KNOWN } from "../../contract/sign-in/maybe-known";
import type { PlannedChange } from "../plan/plan";
import { flagAt, knownTextAt, textAt, textsAt } from "../plan/read-value";
import type { Values } from "../plan/values";
import { isNewId, type ResolveIds } from "./new-ids";
import type { IntegrationObject, MappingObject, PolicyObject, SignerObject } from "./objects";

const SIGNER = "netfoundry_jwt_signer";

/** The place of an object: its values on one side of a change. */
export interface Placed {
  readonly change: PlannedChange;
  readonly values: Values;
  /** The id of the object, or the one that the review gives a new object. */
  readonly id: string;
  readonly networkId: string | null;
}

export function policyOf({ change, values, id, networkId }: Placed, resolve: ResolveIds): PolicyObject {
  return {
    id,
    networkId,
    name: knownTextAt(values, "name") ?? change.address,
    change,
    facts: policyFactsOf(change, values, resolve),
    certAllowed: flagAt(values, "primary", "cert", "allowed"),
    updbAllowed: flagAt(values, "primary", "updb", "allowed"),
  };
}

function policyFactsOf(change: PlannedChange, values: Values, resolve: ResolveIds): PolicyFacts {
  const allowed = textsAt(values, "primary", "ext_jwt", "allowed_signer_ids");
  const second = textAt(values, "secondary", "jwt_signer_id");
  const isOpen = allowed === NOT_KNOWN || allowed.includes(NOT_KNOWN);
  return {
    extJwtAllowed: flagAt(values, "primary", "ext_jwt", "allowed"),
    allowedSigners: isOpen ? withResolved(allowed, resolve(change, "primary", SIGNER)) : allowed,
    requireTotp: flagAt(values, "secondary", "require_totp"),
    requireExtJwtSigner: second === NOT_KNOWN ? only(resolve(change, "secondary", SIGNER)) : second,
  };
}

/**
 * The ids that a policy allows, with those of new signers in the place of unknown ones. An id that the plan
 * knows stands in the list itself: a reference alone, as in a conditional, does not say that it is allowed.
 */
function withResolved(
  allowed: PolicyFacts["allowedSigners"],
  resolved: readonly string[] | null,
): PolicyFacts["allowedSigners"] {
  if (resolved === null || allowed === NOT_KNOWN) return resolved ?? allowed;
  const known = allowed.filter((id) => id !== NOT_KNOWN);
  const created = resolved.filter(isNewId);
  return known.length + created.length === allowed.length ? [...known, ...created] : allowed;
}

export function signerOf({ change, values, id, networkId }: Placed): SignerObject {
  return {
    id,
    networkId,
    name: knownTextAt(values, "name") ?? change.address,
    change,
    facts: { id, isEnabled: flagAt(values, "enabled"), token: tokenFactsOf(values) },
  };
}

function tokenFactsOf(values: Values): TokenFacts {
  const claim = textAt(values, "claims_property");
  return {
    issuer: textAt(values, "issuer"),
    audience: textAt(values, "audience"),
    claimsProperty: claim === NOT_KNOWN ? NOT_KNOWN : plainClaim(claim),
    keys: keysOf(textAt(values, "jwks_endpoint"), textAt(values, "cert_pem"), textAt(values, "kid")),
    useExternalId: flagAt(values, "use_external_id"),
  };
}

function keysOf(
  endpoint: MaybeKnown<string | null>,
  certificate: MaybeKnown<string | null>,
  kid: MaybeKnown<string | null>,
): MaybeKnown<string | null> {
  if (endpoint === NOT_KNOWN || certificate === NOT_KNOWN || kid === NOT_KNOWN) return NOT_KNOWN;
  return certificate === null ? endpoint : `${kid ?? ""} ${certificate.trim()}`;
}

export function integrationOf({ change, values, id, networkId }: Placed): IntegrationObject {
  return {
    id,
    networkId,
    name: knownTextAt(values, "name") ?? change.address,
    change,
    url: knownTextAt(values, "integration_url"),
  };
}

/** @param integrationId the id of its integration, or the one that the review gives a new one. */
export function mappingOf(
  { change, values, networkId }: Omit<Placed, "id">,
  integrationId: string,
  resolve: ResolveIds,
): MappingObject {
  const policyId = textAt(values, "auth_policy_id");
  const resolved =
    policyId === NOT_KNOWN ? only(resolve(change, "auth_policy_id", "netfoundry_auth_policy")) : policyId;
  const source = textAt(values, "external_id", "source");
  return {
    integrationId,
    networkId,
    policyId: resolved ?? "default",
    identityName: textAt(values, "identity_name") ?? "user_name",
    identityNameConflict: textAt(values, "identity_name_conflict") ?? "refuse",
    externalIdSource: source ?? "none",
    externalIdPath: textAt(values, "external_id", "path"),
    change,
  };
}

function only(ids: readonly string[] | null): MaybeKnown<string> {
  const [first] = ids ?? [];
  return first !== undefined && ids?.length === 1 ? first : NOT_KNOWN;
}
