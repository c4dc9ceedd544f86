import { Construct } from "constructs";
import { refuseProblems } from "../checks/construct-error";
import { Token } from "../framework";
import { ScimToken } from "../generated/scim-token";
import { OnePerIntegration } from "../integration/one-per-integration";
import type { IScimIntegration } from "../integration/scim-integration-interface";
import { attributeOf } from "../resource/attribute-of";
import type { ResourceProps } from "../resource/resource-props";
import { AuthToken } from "./auth-token";
import { scheduled, type TokenRotationOptions, tokenRotationProblems } from "./token-rotation-options";

const slots = new OnePerIntegration(
  "an auth token",
  "a second one would end the first at once, so use that one, or give its ScimIntegration token: false",
);

/** The integration of the token, and when the token is rotated. */
export interface TokenRotationProps extends TokenRotationOptions, ResourceProps {
  /** The integration that the token opens. */
  readonly integration: IScimIntegration;
}

/**
 * The slot of an integration's auth token. A rotation gives it a new token in place. NetFoundry ends the
 * former token at once. SCIM then stops until the identity provider has the new value, and `terraform plan`
 * warns of it. A server that offers an `overlap` keeps the former token valid for that time.
 */
export class TokenRotation extends Construct {
  /**
   * The token, as a reference. Null in Terraform after an import, and unless the storage is
   * `TokenStorage.STATE`.
   */
  readonly authToken: AuthToken;
  /**
   * The token sealed for `sealingPublicKey`, as a compact JWE. Null in Terraform unless the storage is
   * `TokenStorage.SEALED`.
   */
  readonly tokenSealed: string;
  /** Id of the token that is in the slot. */
  readonly tokenId: string;
  /** Counts the tokens of the slot, from 1. */
  readonly tokenGeneration: number;
  /** Tells tokens apart without revealing them. */
  readonly tokenFingerprint: string;
  /** When the token ends (RFC 3339). */
  readonly tokenExpiresAt: string;
  /** Id of the former token while it is still valid; null in Terraform otherwise. */
  readonly previousTokenId: string;
  /** When the former token ends (RFC 3339); null in Terraform when there is none. */
  readonly previousTokenExpiresAt: string;

  constructor(scope: Construct, id: string, props: TokenRotationProps) {
    super(scope, id);
    const { integration, provider, forEach, ...options } = props;
    refuseProblems(this, [...tokenRotationProblems(options), slots.problem(integration)]);
    slots.take(integration, this);
    const settings = scheduled(options);
    const { rotationTriggers } = settings;
    const resource = new ScimToken(this, "Default", {
      ...settings,
      rotationTriggers: rotationTriggers && { ...rotationTriggers },
      integrationId: integration.integrationId,
      provider,
      forEach,
    });
    const attribute = (name: string) => attributeOf(resource, name);
    this.authToken = new AuthToken(attribute("token"));
    this.tokenSealed = attribute("token_sealed");
    this.tokenId = attribute("token_id");
    this.tokenGeneration = Token.asNumber(attribute("generation"));
    this.tokenFingerprint = attribute("fingerprint");
    this.tokenExpiresAt = attribute("expires_at");
    this.previousTokenId = attribute("previous_token_id");
    this.previousTokenExpiresAt = attribute("previous_expires_at");
  }
}
