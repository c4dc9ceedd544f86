import type { MaybeKnown } from "./maybe-known";

/** What a JWT signer asks of a token. */
export interface TokenFacts {
  readonly issuer: MaybeKnown<string | null>;
  readonly audience: MaybeKnown<string | null>;
  /** The claim that names the identity, without the slash that a 2.x controller puts before it. */
  readonly claimsProperty: MaybeKnown<string>;
  /** What verifies the signature: the JWKS endpoint, or the certificate with its key id. */
  readonly keys: MaybeKnown<string | null>;
  /** Whether the claim holds the external ID of the identity. Otherwise it holds its id. */
  readonly useExternalId: MaybeKnown<boolean>;
}

/** What decides whether tokens of a JWT signer are accepted. */
export interface SignerFacts {
  readonly id: MaybeKnown<string>;
  readonly isEnabled: MaybeKnown<boolean>;
  readonly token: TokenFacts;
}

/** What an auth policy says about signing in with a JWT. */
export interface PolicyFacts {
  readonly extJwtAllowed: MaybeKnown<boolean>;
  /**
   * Ids. Empty when the policy allows every enabled signer. An id that is not known may be of a new signer.
   */
  readonly allowedSigners: MaybeKnown<readonly MaybeKnown<string>[]>;
  readonly requireTotp: MaybeKnown<boolean>;
  /** Id of the signer that must accept a second token. */
  readonly requireExtJwtSigner: MaybeKnown<string | null>;
}

/** What decides whether identities that are alike can sign in. */
export interface SignInFacts {
  /** False for an identity that is disabled or gone. */
  readonly isEnabled: MaybeKnown<boolean>;
  readonly hasExternalId: MaybeKnown<boolean>;
  readonly policy: MaybeKnown<PolicyFacts>;
  /** Every JWT signer of the network. */
  readonly signers: MaybeKnown<readonly SignerFacts[]>;
}
