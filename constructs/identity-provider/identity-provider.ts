import { httpUrl, type Problem, text, texts } from "../checks/checks";
import { type ExternalId, externalIdProblem } from "../mapping/external-id";
import type { TargetToken } from "../sign-in/target-token";
import type {
  EntraIdOptions,
  GoogleWorkspaceOptions,
  JumpCloudOptions,
  OktaOptions,
} from "./identity-provider-options";
import { entraId } from "./vendors/entra-id";
import { googleWorkspace } from "./vendors/google-workspace";
import { jumpCloud } from "./vendors/jump-cloud";
import { okta } from "./vendors/okta";
import type { Preset } from "./vendors/preset";

/** The settings of a JWT signer that an identity provider decides. */
export interface TokenFacts {
  /** The `iss` of the tokens. */
  readonly issuer: string;
  /** The `aud` of the tokens. */
  readonly audience: string;
  /** Where the issuer publishes its keys. */
  readonly jwksEndpoint: string;
  /** Which token clients send. */
  readonly targetToken: TargetToken;
  /** The OAuth client id of the clients. */
  readonly clientId?: string;
  /** Where clients send people to sign in. */
  readonly externalAuthUrl?: string;
  /** The OAuth scopes that clients ask for. */
  readonly scopes?: readonly string[];
}

/**
 * Where people come from: who pushes them by SCIM, and who signs their tokens. A token finds its identity
 * when one of its claims equals the external ID of the identity, byte by byte.
 */
export class IdentityProvider {
  /**
   * Okta. The `sub` of an access token equals the userName. The `sub` of an ID token equals the externalId.
   *
   * @see https://developer.okta.com/docs/reference/api/oidc/
   */
  static okta(options: OktaOptions = {}): IdentityProvider {
    return new IdentityProvider(okta(options));
  }

  /**
   * Microsoft Entra ID. The `oid` equals the externalId, once the attribute mapping of the enterprise
   * application fills externalId from objectId. Until then, `signedInBy("preferred_username",
   * ExternalId.userName())` works. But that claim can change, and Microsoft says not to authorize by it.
   *
   * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
   */
  static entraId(options: EntraIdOptions = {}): IdentityProvider {
    return new IdentityProvider(entraId(options));
  }

  /**
   * Google Workspace. The `email` of an ID token equals the primary e-mail address. Google pushes users to
   * apps of its catalogue only. It offers no custom SCIM target.
   *
   * @see https://support.google.com/a/answer/7681608
   */
  static googleWorkspace(options: GoogleWorkspaceOptions = {}): IdentityProvider {
    return new IdentityProvider(googleWorkspace(options));
  }

  /** JumpCloud. The `email` of an ID token equals the primary e-mail address. */
  static jumpCloud(options: JumpCloudOptions = {}): IdentityProvider {
    return new IdentityProvider(jumpCloud(options));
  }

  private constructor(
    private readonly preset: Preset,
    private readonly isChosen = false,
  ) {}

  /** Name of the vendor, such as `Okta`. */
  get vendor(): string {
    return this.preset.vendor;
  }

  /** The claim that finds the identity. */
  get claim(): string {
    return this.preset.match.claim;
  }

  /** What becomes the external ID of an identity. It has the value of the claim. */
  get externalId(): ExternalId {
    return this.preset.match.externalId;
  }

  /**
   * The same identity provider, with another claim and external ID. Both must hold the same text, byte by
   * byte: upper and lower case count.
   */
  signedInBy(claim: string, externalId: ExternalId): IdentityProvider {
    return new IdentityProvider({ ...this.preset, match: { claim, externalId } }, true);
  }

  /**
   * The settings of its signer; undefined while the tenant is not known.
   *
   * @internal
   */
  get tokenFacts(): TokenFacts | undefined {
    const { issuer, options, keysOf, targetToken } = this.preset;
    const { audience, clientId, jwksEndpoint, scopes } = options;
    if (!issuer || !audience) return undefined;
    return {
      issuer,
      audience,
      jwksEndpoint: jwksEndpoint ?? keysOf(issuer),
      targetToken,
      clientId,
      externalAuthUrl: clientId && issuer,
      scopes: scopes ?? (this.claim === "email" ? ["openid", "email"] : undefined),
    };
  }

  /**
   * The facts of the tenant that are still needed, as the user writes them.
   *
   * @internal
   */
  get missingFacts(): string[] {
    const given: Readonly<Record<string, unknown>> = { ...this.preset.options };
    return this.preset.facts.filter((fact) => !given[fact]);
  }

  /**
   * What makes sign-in fail or unsafe; null for nothing.
   *
   * @internal
   */
  get warning(): string | null {
    return this.preset.warning(this.claim, this.isChosen);
  }

  /**
   * What else is good to know; null for nothing.
   *
   * @internal
   */
  get remark(): string | null {
    return this.preset.remark;
  }

  /** Where the identity provider sends its SCIM requests. For Entra ID it carries a flag. */
  tenantUrl(integrationUrl: string): string {
    return this.preset.tenantUrl(integrationUrl);
  }

  /**
   * The problems of the options. `prefix` is their place in the props, as in `identityProvider.`.
   *
   * @internal
   */
  problems(prefix: string): Problem[] {
    const { options, match, problems } = this.preset;
    const externalId = `the external ID of ${prefix}signedInBy`;
    return [
      ...problems(prefix),
      text(`${prefix}audience`, options.audience, "give the aud of the tokens, or leave it out"),
      httpUrl(`${prefix}jwksEndpoint`, options.jwksEndpoint),
      text(`${prefix}clientId`, options.clientId, "give the OAuth client id, or leave it out"),
      texts(`${prefix}scopes`, options.scopes, "give scopes such as openid, or take it out"),
      text(`the claim of ${prefix}signedInBy`, match.claim, "give the name of a claim such as email"),
      match.externalId.source === "none"
        ? `${externalId} must have a value, got ExternalId.none(); give what of the SCIM user equals the ` +
          `claim ${match.claim}`
        : externalIdProblem(externalId, match.externalId),
    ];
  }
}
