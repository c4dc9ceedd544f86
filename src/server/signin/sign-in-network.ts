/** What the check reads of a JWT signer. */
export interface SignerFacts {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly issuer: string;
  readonly audience: string | null;
  readonly jwksEndpoint: string | null;
  readonly certPem: string | null;
  /** The key id of the certificate, or else its fingerprint. A blank one matches no token. */
  readonly kid: string;
  readonly claimsProperty: string;
  /** Whether the claim holds external IDs. Otherwise it holds ids of identities. */
  readonly useExternalId: boolean;
}

/** What the check reads of an identity. */
export interface IdentityFacts {
  readonly id: string;
  readonly name: string;
  readonly isDisabled: boolean;
  readonly policy: PolicyFacts;
}

/** What the check reads of an auth policy. */
export interface PolicyFacts {
  readonly id: string;
  readonly name: string;
  readonly extJwtAllowed: boolean;
  /** Ids. Empty when the policy allows every enabled signer. */
  readonly allowedSigners: readonly string[];
  readonly requireTotp: boolean;
  readonly requireExtJwtSigner: string | null;
}

/** The network as the check sees it. The check looks up single identities and loads no list of them. */
export interface SignInNetwork {
  readonly now: Date;
  readonly signers: readonly SignerFacts[];
  /** The keys of a JWKS endpoint. @throws JwksError */
  readonly fetchJwks: (endpoint: string) => Promise<readonly JsonWebKeyFacts[]>;
  readonly identityBy: (key: "id" | "externalId", value: string) => Promise<IdentityFacts | null>;
  /** Whether an identity has the external ID when case is ignored. */
  readonly hasExternalIdIgnoringCase: (value: string) => Promise<boolean>;
}

/** One key of a JWKS. */
export type JsonWebKeyFacts = Readonly<Record<string, unknown>>;

/**
 * The error when the server cannot fetch the keys of an endpoint. The message never quotes the answer's body.
 */
export class JwksError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JwksError";
  }
}
