import type { TargetToken } from "../sign-in/target-token";

/** What every identity provider may be told. */
export interface IdentityProviderOptions {
  /**
   * The `aud` of the tokens, which the tenant decides.
   *
   * @default - no signer and no policy are made, so nobody can sign in yet
   */
  readonly audience?: string;
  /**
   * Where the identity provider publishes its keys.
   *
   * @default - the address that belongs to the issuer; with `entraId` and `jumpCloud` needed where only
   * Terraform knows the issuer
   */
  readonly jwksEndpoint?: string;
  /**
   * The OAuth client id with which clients sign in at the issuer.
   *
   * @default - clients get their tokens in another way
   */
  readonly clientId?: string;
  /**
   * The OAuth scopes that clients ask for.
   *
   * @default - openid and email where the claim is email, otherwise none
   */
  readonly scopes?: readonly string[];
}

/** A tenant of Okta. */
export interface OktaOptions extends IdentityProviderOptions {
  /**
   * The `iss` of the tokens: a custom authorization server such as `https://example.okta.com/oauth2/default`,
   * or the organisation, such as `https://example.okta.com`. An issuer that only Terraform knows counts as a
   * custom authorization server: for an organisation, give targetToken and jwksEndpoint as well.
   *
   * @default - no signer and no policy are made, so nobody can sign in yet
   */
  readonly issuer?: string;
  /**
   * Which token clients send. It decides what matches: see `IdentityProvider.okta`.
   *
   * @default - TargetToken.ACCESS; TargetToken.ID where the issuer is the organisation, because only Okta may
   * read the access tokens of that
   */
  readonly targetToken?: TargetToken;
}

/** A tenant of Microsoft Entra ID. */
export interface EntraIdOptions extends IdentityProviderOptions {
  /**
   * The id of the directory (tenant), a UUID. It makes the issuer of tokens of version 2.0. The app
   * registration of the audience must have `requestedAccessTokenVersion` 2.
   *
   * @default - no signer and no policy are made, so nobody can sign in yet
   */
  readonly tenantId?: string;
  /**
   * The `iss` of the tokens, where it is not that of version 2.0 in the public cloud.
   *
   * @default https://login.microsoftonline.com/<tenantId>/v2.0
   */
  readonly issuer?: string;
  /**
   * Which token clients send.
   *
   * @default TargetToken.ACCESS
   */
  readonly targetToken?: TargetToken;
}

/** A customer of Google Workspace. The audience is the OAuth client id. */
export interface GoogleWorkspaceOptions extends IdentityProviderOptions {}

/** A tenant of JumpCloud. */
export interface JumpCloudOptions extends IdentityProviderOptions {
  /**
   * The `iss` of the tokens, such as `https://oauth.id.jumpcloud.com/`. The slash at the end counts.
   *
   * @default - no signer and no policy are made, so nobody can sign in yet
   */
  readonly issuer?: string;
}
