import type { Adopted, AdoptedIntegration, Expression, Members } from "../model/adopted";
import { Code, given, ofConstructs, type Value } from "./code";
import { constructCode, memberCode } from "./names";
import { type AsResources, signersOf, waysOf } from "./plan";
import { quoted } from "./text";

/** The props of the construct of a signer, a policy or an integration. */
export function constructProps(adopted: Adopted, asResources: AsResources): Value {
  if (adopted.kind === "signer") return signerProps(adopted);
  if (adopted.kind === "policy") return policyProps(adopted, asResources);
  return integrationProps(adopted as AdoptedIntegration, asResources);
}

/** The props of the construct `JwtSigner`. */
function signerProps({ arguments: given }: Adopted): Value {
  return {
    name: plain(given.name),
    issuer: plain(given.issuer),
    audience: plain(given.audience),
    enabled: plain(given.enabled),
    jwksEndpoint: plain(given.jwks_endpoint),
    certPem: plain(given.cert_pem),
    kid: plain(given.kid),
    claimsProperty: plain(given.claims_property),
    useExternalId: plain(given.use_external_id),
    clientId: plain(given.client_id),
    scopes: plain(given.scopes),
    targetToken: memberCode("TargetToken", given.target_token),
    externalAuthUrl: plain(given.external_auth_url),
    tags: plain(given.tags),
  };
}

/** The props of the construct `AuthPolicy`. */
function policyProps(policy: Adopted, asResources: AsResources): Value {
  const { cert, extJwt, updb } = waysOf(policy);
  const { name, secondary, tags } = policy.arguments;
  const { require_totp, jwt_signer_id } = (secondary ?? {}) as Members;
  const signer = (expression: Expression, constructId: string) =>
    constructCode("signer", expression, `${policy.label}-${constructId}`, asResources);
  const signers = signersOf(policy).map((one, at) => signer(one, `signer-${at + 1}`));
  return {
    name: plain(name),
    // Named signers say it too.
    extJwtAllowed: signers.length > 0 ? undefined : plain(extJwt.allowed),
    extJwtAllowedSigners: signers.length > 0 ? signers : undefined,
    certAllowed: plain(cert.allowed),
    certAllowExpired: plain(cert.allow_expired),
    updbAllowed: plain(updb.allowed),
    updbMinPasswordLength: plain(updb.min_password_length),
    updbRequireSpecialChar: plain(updb.require_special_char),
    updbRequireNumberChar: plain(updb.require_number_char),
    updbRequireMixedCase: plain(updb.require_mixed_case),
    updbMaxAttempts: plain(updb.max_attempts),
    updbLockoutDurationMinutes: plain(updb.lockout_duration_minutes),
    secondaryRequireTotp: plain(require_totp),
    secondaryJwtSigner: jwt_signer_id === undefined ? undefined : signer(jwt_signer_id, "second-signer"),
    tags: plain(tags),
  };
}

/** The props of the construct `ScimIntegration`, with its mapping settings and its token. */
function integrationProps(integration: AdoptedIntegration, asResources: AsResources): Value {
  const { label, token } = integration;
  const { name, adopt_identities } = integration.arguments;
  const mapping = integration.mapping?.arguments ?? {};
  const policy = mapping.auth_policy_id;
  return {
    name: plain(name),
    adoptIdentities: memberCode("AdoptIdentities", adopt_identities),
    identityName: memberCode("IdentityName", mapping.identity_name),
    identityNameConflict: memberCode("IdentityNameConflict", mapping.identity_name_conflict),
    authPolicy:
      policy === undefined ? undefined : constructCode("policy", policy, `${label}-policy`, asResources),
    externalId: externalIdCode(mapping.external_id),
    token:
      token === null
        ? false
        : given({
            description: plain(token.arguments.description),
            lifetime: plain(token.arguments.lifetime),
          }),
  };
}

function externalIdCode(externalId: Expression | undefined): Code | undefined {
  if (externalId === undefined) return undefined;
  const { source, path } = externalId as Members;
  const uses = [ofConstructs("ExternalId")];
  if (source === "user_name") return new Code("ExternalId.userName()", uses);
  if (source === "primary_email") return new Code("ExternalId.primaryEmail()", uses);
  return new Code(`ExternalId.custom(${quoted(String(path))})`, uses);
}

/** A value that holds no reference, which the compiler cannot see. */
function plain(expression: Expression | undefined): Value {
  return expression as Value;
}
