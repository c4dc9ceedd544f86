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
  readonly externalId: string | null;
  readonly isDisabled: boolean;
  readonly policy: PolicyFacts;
}

/** Who disabled an identity, and when. Instants are RFC 3339. */
export interface Disabling {
  readonly at: string;
  /** When the identity is enabled again. Null when somebody must enable it. */
  readonly until: string | null;
  readonly by:
    | { readonly kind: "integration"; readonly id: string; readonly name: string }
    | { readonly kind: "account"; readonly clientId: string }
    /** An API account deleted the integration of the identity. */
    | { readonly kind: "deletion"; readonly clientId: string }
    /** The audit log does not say. */
    | null;
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

/** What the claim of a token names an identity by. */
export type IdentityKey = "id" | "externalId";

/** What a hint says of an identity. */
export type NamedIdentity = Pick<IdentityFacts, "id" | "name" | "externalId">;

/** The network as the check sees it. The check looks up single identities and loads no list of them. */
export interface SignInNetwork {
  readonly now: Date;
  readonly signers: readonly SignerFacts[];
  /** The keys of a JWKS endpoint. @throws JwksError */
  readonly fetchJwks: (endpoint: string) => Promise<readonly JsonWebKeyFacts[]>;
  readonly identityBy: (key: IdentityKey, value: string) => Promise<IdentityFacts | null>;
  /** The identities with one of these ids or external IDs. */
  readonly identitiesBy: (key: IdentityKey, values: readonly string[]) => Promise<readonly NamedIdentity[]>;
  /** Identities whose external ID differs in case, Unicode form or the spaces around it, a few at most. */
  readonly identitiesAlike: (externalId: string) => Promise<readonly NamedIdentity[]>;
  /** Null when the identity is not disabled. */
  readonly disablingOf: (identityId: string) => Promise<Disabling | null>;
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
