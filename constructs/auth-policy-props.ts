import { type Problem, requiredText, wholeNumber } from "./checks";
import type { IJwtSigner } from "./jwt-signer";
import type { ResourceProps } from "./resource-props";

/** Smallest minimum that a controller keeps. */
const LEAST_PASSWORD_LENGTH = 5;

/** How identities may sign in. What is left out is not allowed, so at least one way has to be given. */
export interface AuthPolicyProps extends ResourceProps {
  /** Name of the policy, unique in the network. */
  readonly name: string;
  /**
   * Whether a token of an identity provider opens the network.
   *
   * @default - true when extJwtAllowedSigners names a signer, otherwise false
   */
  readonly extJwtAllowed?: boolean;
  /**
   * The JWT signers whose tokens are accepted.
   *
   * @default - every enabled signer of the network
   */
  readonly extJwtAllowedSigners?: readonly IJwtSigner[];
  /**
   * Whether a client certificate opens the network.
   *
   * @default false
   */
  readonly certAllowed?: boolean;
  /**
   * Whether an expired certificate still does.
   *
   * @default false
   */
  readonly certAllowExpired?: boolean;
  /**
   * Whether a user name and password kept by NetFoundry open the network.
   *
   * @default false
   */
  readonly updbAllowed?: boolean;
  /**
   * Shortest password accepted.
   *
   * @default 5
   */
  readonly updbMinPasswordLength?: number;
  /**
   * Whether a password needs a special character.
   *
   * @default false
   */
  readonly updbRequireSpecialChar?: boolean;
  /**
   * Whether a password needs a digit.
   *
   * @default false
   */
  readonly updbRequireNumberChar?: boolean;
  /**
   * Whether a password needs upper and lower case.
   *
   * @default false
   */
  readonly updbRequireMixedCase?: boolean;
  /**
   * Wrong passwords in a row before the identity is locked out; 0 for no limit.
   *
   * @default 0
   */
  readonly updbMaxAttempts?: number;
  /**
   * How long a lockout lasts, in minutes; 0 until somebody ends it.
   *
   * @default 0
   */
  readonly updbLockoutDurationMinutes?: number;
  /**
   * Whether a time-based one-time password is needed in addition.
   *
   * @default false
   */
  readonly secondaryRequireTotp?: boolean;
  /**
   * The JWT signer that a second token has to come from.
   *
   * @default - no second token is needed
   */
  readonly secondaryJwtSigner?: IJwtSigner;
  /**
   * Anything worth noting on the policy.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is wrong with the props. */
export function authPolicyProblems(props: AuthPolicyProps): Problem[] {
  return [
    requiredText("name", props.name, "give the name that the console is to show"),
    props.extJwtAllowed === false && (props.extJwtAllowedSigners?.length ?? 0) > 0
      ? "extJwtAllowed must not be false when extJwtAllowedSigners names signers, got both; " +
        "take one of them out"
      : null,
    wholeNumber("updbMinPasswordLength", props.updbMinPasswordLength, LEAST_PASSWORD_LENGTH),
    wholeNumber("updbMaxAttempts", props.updbMaxAttempts, 0),
    wholeNumber("updbLockoutDurationMinutes", props.updbLockoutDurationMinutes, 0),
  ];
}
