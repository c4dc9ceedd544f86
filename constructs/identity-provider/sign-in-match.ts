import { ExternalId } from "../mapping/external-id";

/**
 * A claim of the identity provider's tokens, and what of the SCIM user has the same value. A controller
 * compares the two byte by byte.
 */
export interface SignInMatch {
  readonly claim: string;
  readonly externalId: ExternalId;
}

/**
 * What matches by default.
 *
 * | identity provider | token  | claim   | external ID                     |
 * | ----------------- | ------ | ------- | ------------------------------- |
 * | Okta              | access | `sub`   | `ExternalId.userName()`         |
 * | Okta              | ID     | `sub`   | `ExternalId.custom("externalId")` |
 * | Entra ID          | both   | `oid`   | `ExternalId.custom("externalId")`, mapped from `objectId` |
 * | Google Workspace  | ID     | `email` | `ExternalId.primaryEmail()`     |
 * | JumpCloud         | ID     | `email` | `ExternalId.primaryEmail()`     |
 */
export const SIGN_IN_MATCHES = {
  /**
   * Okta's access tokens carry the user name in `sub`.
   * @see https://developer.okta.com/docs/reference/api/oidc/#access-token
   */
  oktaAccessToken: { claim: "sub", externalId: ExternalId.userName() },
  /**
   * Its ID tokens carry the id of the user in `sub`, which Okta pushes as `externalId`.
   * @see https://developer.okta.com/docs/reference/api/oidc/#id-token
   */
  oktaIdToken: { claim: "sub", externalId: ExternalId.custom("externalId") },
  /**
   * The object id. Entra ID pushes the mail nickname as `externalId`, until the attribute mapping is changed.
   * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
   */
  entraId: { claim: "oid", externalId: ExternalId.custom("externalId") },
  /** @see https://developers.google.com/identity/openid-connect/reference */
  googleWorkspace: { claim: "email", externalId: ExternalId.primaryEmail() },
  jumpCloud: { claim: "email", externalId: ExternalId.primaryEmail() },
} as const satisfies Readonly<Record<string, SignInMatch>>;
