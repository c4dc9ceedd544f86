import type { AuthPolicySettings } from "../edge/auth-policy";
import type { JwtSignerSettings } from "../edge/jwt-signer";
import type { PolicyFacts, SignerFacts } from "./facts";

const DEFAULT_CLAIM = "sub";

/** The facts of an auth policy that the API answered, or of settings for it. */
export function policyFacts({ primary, secondary }: Pick<AuthPolicySettings, "primary" | "secondary">) {
  return {
    extJwtAllowed: primary.extJwt.allowed,
    // The console reads answers without a schema, and a controller may answer null for an empty list.
    allowedSigners: primary.extJwt.allowedSigners ?? [],
    requireTotp: secondary.requireTotp,
    requireExtJwtSigner: secondary.requireExtJwtSigner,
  } satisfies PolicyFacts;
}

/** The facts of a JWT signer that the API answered, or of settings for it. */
export function signerFacts(
  id: string,
  settings: Omit<JwtSignerSettings, "tags" | "targetToken">,
): SignerFacts {
  const { enabled, issuer, audience, claimsProperty, useExternalId, jwksEndpoint, certPem, kid } = settings;
  return {
    id,
    isEnabled: enabled,
    token: {
      issuer,
      audience,
      claimsProperty: plainClaim(claimsProperty),
      keys: keysOf({ jwksEndpoint, certPem, kid }),
      useExternalId,
    },
  };
}

/** The claim without the slash that a 2.x controller puts before it; `sub` when none is named. */
export function plainClaim(claimsProperty: string | null): string {
  return (claimsProperty ?? DEFAULT_CLAIM).replace(/^\//, "");
}

/** What verifies a signature, as one text that is equal when the same keys do. */
export function keysOf(signer: {
  readonly jwksEndpoint: string | null;
  readonly certPem: string | null;
  readonly kid: string | null;
}): string | null {
  const { jwksEndpoint, certPem, kid } = signer;
  return certPem === null ? jwksEndpoint : `${kid ?? ""} ${certPem.trim()}`;
}
