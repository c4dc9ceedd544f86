/** What the check reads of a JWT signer. */
export interface SignerFacts {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly issuer: string;
  readonly audience: string | null;
  readonly jwksEndpoint: string | null;
  readonly certPem: string | null;
  /** The key id of the certificate: as given, else its fingerprint. A blank one matches no token. */
  readonly kid: string;
  readonly claimsProperty: string;
  /** Whether the claim names external IDs; otherwise it names identity ids. */
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
  /** Empty: every enabled signer. */
  readonly allowedSigners: readonly string[];
  readonly requireTotp: boolean;
  readonly requireExtJwtSigner: string | null;
}

/** The network as the check sees it. It looks identities up one by one, so that no list of them is loaded. */
export interface SignInNetwork {
  readonly now: Date;
  readonly signers: readonly SignerFacts[];
  /** The keys of a JWKS endpoint. @throws JwksError */
  readonly fetchJwks: (endpoint: string) => Promise<readonly JsonWebKeyFacts[]>;
  readonly identityBy: (key: "id" | "externalId", value: string) => Promise<IdentityFacts | null>;
  /** Whether an identity has the external ID in another spelling of its letters. */
  readonly hasExternalIdIgnoringCase: (value: string) => Promise<boolean>;
}

/** One key of a JWKS. */
export type JsonWebKeyFacts = Readonly<Record<string, unknown>>;

/** The keys of an endpoint could not be fetched. The message names the reason, never a body. */
export class JwksError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "JwksError";
  }
}
