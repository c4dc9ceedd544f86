import type { Construct } from "constructs";
import { type Problem, text } from "../checks/checks";
import { refuseProblems } from "../checks/construct-error";
import { type IResolvable, Token } from "../framework";
import type { Secret } from "../provider/secret";
import type { ResourceProps } from "../resource/resource-props";
import { EphemeralResource } from "./ephemeral-resource";

const TYPE = "netfoundry_sign_in_check";
const MOST_TOKENS = 3;

/** The tokens to check. */
export interface SignInCheckProps extends ResourceProps {
  /** The JWT that signs in, and up to two more as a second factor. Take them from an ephemeral variable. */
  readonly tokens: readonly Secret[];
  /**
   * Id of the identity that should sign in.
   *
   * @default - any identity may sign in
   */
  readonly expectedIdentityId?: string;
}

/**
 * Whether a token would sign somebody in: an ephemeral resource, so that the token is stored nowhere. Give
 * `accepted` to the condition of a `check` block. Terraform 1.10 or later knows ephemeral resources.
 */
export class SignInCheck extends EphemeralResource {
  /** Type of the ephemeral resource in Terraform. */
  static readonly tfResourceType = TYPE;

  /** Whether the sign-in is accepted, as the expected identity where one is given. */
  readonly accepted: IResolvable;
  /** The step that fails, such as `audience`; null in Terraform when none does. */
  readonly failedStep: string;
  readonly #props: SignInCheckProps;

  constructor(scope: Construct, id: string, props: SignInCheckProps) {
    super(scope, id, TYPE, props);
    this.#props = props;
    refuseProblems(this, [
      tokensProblem(props.tokens),
      text("expectedIdentityId", props.expectedIdentityId, "give the id of an identity, or leave it out"),
    ]);
    this.accepted = this.attribute("accepted");
    this.failedStep = Token.asString(this.attribute("failed_step"));
  }

  /** Its own arguments. The synthesis asks for them. */
  protected override resourceArguments(): object {
    const { tokens, expectedIdentityId } = this.#props;
    return {
      tokens: tokens.map(({ reference }) => reference),
      expected_identity_id: expectedIdentityId,
    };
  }
}

/** JavaScript can leave the tokens out. */
function tokensProblem(tokens: readonly Secret[] | undefined): Problem {
  const count = tokens?.length ?? 0;
  const fix = "give the one that signs in, and up to two more as a second factor";
  return count >= 1 && count <= MOST_TOKENS
    ? null
    : `tokens must be 1 to ${MOST_TOKENS} JWTs, got ${count}; ${fix}`;
}
