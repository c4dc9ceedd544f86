import type { Problem } from "../../checks/checks";
import { Token } from "../../framework";
import type { IdentityProviderOptions } from "../identity-provider-options";

/**
 * The problem of an issuer that only Terraform knows: the address of its keys cannot be derived from it. Null
 * where that address is given, and where no signer is made.
 */
export function unknownIssuerProblem(
  prefix: string,
  issuer: string | undefined,
  { audience, jwksEndpoint }: IdentityProviderOptions,
): Problem {
  if (!Token.isUnresolved(issuer) || !audience || jwksEndpoint) return null;
  return (
    `${prefix}jwksEndpoint is missing; only Terraform knows ${prefix}issuer, so give the address where ` +
    "that issuer publishes its keys"
  );
}
