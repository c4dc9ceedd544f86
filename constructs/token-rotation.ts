import { Construct } from "constructs";
import { AuthToken } from "./auth-token";
import { isKnown, type Problem, text } from "./checks";
import { refuseProblems } from "./construct-error";
import { duration, durationSeconds } from "./duration";
import { ScimToken } from "./generated/scim-token";
import { OnePerIntegration } from "./one-per-integration";
import type { ResourceProps } from "./resource-props";
import type { IScimIntegration } from "./scim-integration";

const DEFAULT_LIFETIME = "8760h";
const LONGEST_DESCRIPTION = 200;

const slots = new OnePerIntegration(
  "an auth token",
  "a second one would end the first at once, so use that one, or give its ScimIntegration token: false",
);

/** How an auth token is minted and when it is rotated. */
export interface TokenRotationOptions {
  /**
   * What the token is for, kept with it; at most 200 characters.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * How long a token lives, such as `90d` or `8760h` (units w, d, h, m, s). A change holds from the next rotation on.
   *
   * @default 8760h
   */
  readonly lifetime?: string;
  /**
   * How long before its end a token is due for rotation, such as `14d`. The next run after that moment rotates it.
   *
   * @default - it is not rotated before it ends
   */
  readonly rotateBefore?: string;
  /**
   * Any values whose change rotates the token, such as a date or a version.
   *
   * @default - none
   */
  readonly rotationTriggers?: Readonly<Record<string, string>>;
  /**
   * Whether destroying the slot revokes its token.
   *
   * @default true
   */
  readonly revokeOnDestroy?: boolean;
}

export interface TokenRotationProps extends TokenRotationOptions, ResourceProps {
  /** The integration that the token opens. */
  readonly integration: IScimIntegration;
}

/**
 * The slot of an integration's auth token. A rotation gives it a new token in place. NetFoundry ends the former token at
 * once: SCIM stops until the identity provider has the new value, and `terraform plan` says so beforehand.
 */
export class TokenRotation extends Construct {
  /** The token, as a reference; null in Terraform after an import. */
  readonly authToken: AuthToken;
  /** Id of the token that is in the slot. */
  readonly tokenId: string;
  /** Counts the tokens of the slot: 1 for the first. */
  readonly tokenGeneration: number;
  /** Tells two tokens apart without telling the token. */
  readonly tokenFingerprint: string;
  /** When the token ends (RFC 3339). */
  readonly tokenExpiresAt: string;

  constructor(scope: Construct, id: string, props: TokenRotationProps) {
    super(scope, id);
    const { integration, provider, ...options } = props;
    refuseProblems(this, [...tokenRotationProblems(options), slots.problem(integration)]);
    slots.take(integration, this);
    const { rotationTriggers } = options;
    const resource = new ScimToken(this, "Default", {
      ...options,
      rotationTriggers: rotationTriggers && { ...rotationTriggers },
      integrationId: integration.integrationId,
      provider,
    });
    this.authToken = new AuthToken(resource.token);
    this.tokenId = resource.tokenId;
    this.tokenGeneration = resource.generation;
    this.tokenFingerprint = resource.fingerprint;
    this.tokenExpiresAt = resource.expiresAt;
  }
}

/** What is wrong with the options; `prefix` is where they stand, as in `token.`. */
export function tokenRotationProblems(options: TokenRotationOptions, prefix = ""): Problem[] {
  const { description, lifetime, rotateBefore } = options;
  return [
    descriptionProblem(`${prefix}description`, description),
    duration(`${prefix}lifetime`, lifetime),
    duration(`${prefix}rotateBefore`, rotateBefore),
    orderProblem(prefix, lifetime, rotateBefore),
  ];
}

function descriptionProblem(prop: string, description: string | undefined): Problem {
  const length = isKnown(description) ? [...description].length : 0;
  return length > LONGEST_DESCRIPTION
    ? `${prop} must have at most ${LONGEST_DESCRIPTION} characters, got ${length}; shorten it`
    : text(prop, description, "say what the token is for, or leave it out");
}

function orderProblem(
  prefix: string,
  lifetime: string = DEFAULT_LIFETIME,
  rotateBefore: string | undefined,
): Problem {
  if (!isKnown(lifetime) || !isKnown(rotateBefore)) return null;
  const life = durationSeconds(lifetime);
  const lead = durationSeconds(rotateBefore);
  if (life === null || lead === null || lead < life) return null;
  return `${prefix}rotateBefore must be shorter than ${prefix}lifetime (${lifetime}), got ${JSON.stringify(rotateBefore)}; a token would be due for rotation as soon as it is minted`;
}
