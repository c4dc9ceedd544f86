import { type Problem, requiredText, wholeNumber } from "../checks/checks";
import type { ReplacementProps } from "../resource/replacement";
import type { ResourceProps } from "../resource/resource-props";
import type { IJwtSigner } from "./jwt-signer";

/** The smallest minimum that a controller stores. */
const LEAST_PASSWORD_LENGTH = 5;

/** How identities may sign in. The policy forbids whatever is left out, so give at least one way. */
export interface AuthPolicyProps extends ResourceProps, ReplacementProps {
  /** Name of the policy, unique in the network. */
  readonly name: string;
  /**
   * Whether an identity may sign in with a token of an identity provider.
   *
   * @default - true when extJwtAllowedSigners names a signer, otherwise false
   */
  readonly extJwtAllowed?: boolean;
  /**
   * The JWT signers whose tokens the policy accepts.
   *
   * @default - every enabled signer of the network
   */
  readonly extJwtAllowedSigners?: readonly IJwtSigner[];
  /**
   * Whether an identity may sign in with a client certificate.
   *
   * @default false
   */
  readonly certAllowed?: boolean;
  /**
   * Whether the policy accepts an expired certificate.
   *
   * @default false
   */
  readonly certAllowExpired?: boolean;
  /**
   * Whether an identity may sign in with a user name and password that NetFoundry stores.
   *
   * @default false
   */
  readonly updbAllowed?: boolean;
  /**
   * The length of the shortest password that the policy accepts.
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
   * Wrong passwords in a row before the identity is locked out. 0: no limit.
   *
   * @default 0
   */
  readonly updbMaxAttempts?: number;
  /**
   * How long a lockout lasts, in minutes. 0: until somebody ends it.
   *
   * @default 0
   */
  readonly updbLockoutDurationMinutes?: number;
  /**
   * Whether the identity also needs a time-based one-time password.
   *
   * @default false
   */
  readonly secondaryRequireTotp?: boolean;
  /**
   * The JWT signer that must accept a second token.
   *
   * @default - no second token is needed
   */
  readonly secondaryJwtSigner?: IJwtSigner;
  /**
   * Any notes on the policy.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** The problems of the props. */
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
