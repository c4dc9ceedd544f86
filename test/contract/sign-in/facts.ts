import type { PolicyFacts, SignerFacts, SignInFacts, TokenFacts } from "../../../src/contract/sign-in/facts";

/** A signer that is enabled and matches by external ID. */
export function signer(id: string, changes: Partial<TokenFacts> & { isEnabled?: boolean } = {}): SignerFacts {
  const { isEnabled = true, ...token } = changes;
  return {
    id,
    isEnabled,
    token: {
      issuer: `https://${id}.example.com`,
      audience: "netfoundry",
      claimsProperty: "email",
      keys: `https://${id}.example.com/keys`,
      useExternalId: true,
      ...token,
    },
  };
}

/** A policy that allows the tokens of every enabled signer. */
export function policy(changes: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    extJwtAllowed: true,
    allowedSigners: [],
    requireTotp: false,
    requireExtJwtSigner: null,
    ...changes,
  };
}

/** People who can sign in. */
export function people(changes: Partial<SignInFacts> = {}): SignInFacts {
  return { isEnabled: true, hasExternalId: true, policy: policy(), signers: [signer("okta")], ...changes };
}
