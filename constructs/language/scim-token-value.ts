import type { Construct } from "constructs";
import type { Problem } from "../checks/checks";
import { refuseProblems } from "../checks/construct-error";
import { type IResolvable, Token } from "../framework";
import type { Secret } from "../provider/secret";
import { ownResource } from "../resource/own-resource";
import type { ResourceProps } from "../resource/resource-props";
import { AuthToken } from "../token/auth-token";
import type { TokenRotation } from "../token/token-rotation";
import { EphemeralResource } from "./ephemeral-resource";

const TYPE = "netfoundry_scim_token_value";

/** The token, and the key that opens it. */
export interface ScimTokenValueProps extends ResourceProps {
  /** The slot whose token is wanted. Where the slot has `forEach`, give the same iterator here. */
  readonly tokenRotation: TokenRotation;
  /**
   * The private key that belongs to `sealingPublicKey`, in PEM. Take it from an ephemeral variable.
   *
   * @default - only the apply that mints the token knows its value
   */
  readonly privateKey?: Secret;
}

/**
 * The value of an auth token for the length of one run, stored nowhere: an ephemeral resource. Give it to a
 * write-only argument of a secret store, with `tokenRotation.tokenGeneration` as the version of the argument.
 * Terraform 1.10 or later knows ephemeral resources.
 */
export class ScimTokenValue extends EphemeralResource {
  /** Type of the ephemeral resource in Terraform. */
  static readonly tfResourceType = TYPE;

  /** The token; null in Terraform when no value is to be had in this run. */
  readonly authToken: AuthToken;
  /** Whether there is a value. */
  readonly available: IResolvable;
  readonly #props: ScimTokenValueProps;

  constructor(scope: Construct, id: string, props: ScimTokenValueProps) {
    super(scope, id, TYPE, props);
    this.#props = props;
    refuseProblems(this, [forEachProblem(props)]);
    this.authToken = new AuthToken(Token.asString(this.attribute("token")));
    this.available = this.attribute("available");
  }

  /** Its own arguments. The synthesis asks for them. */
  protected override resourceArguments(): object {
    const { tokenRotation, privateKey } = this.#props;
    return {
      token_id: tokenRotation.tokenId,
      token_sealed: tokenRotation.tokenSealed,
      private_key: privateKey?.reference,
    };
  }
}

/**
 * The references to a slot with `forEach` are to its current element, which is none outside of `for_each`.
 */
function forEachProblem({ tokenRotation, forEach }: ScimTokenValueProps): Problem {
  const isIterated = ownResource(tokenRotation, tokenRotation)?.forEach !== undefined;
  return isIterated && forEach === undefined
    ? `forEach is missing; ${tokenRotation.node.path} has one, so give the same iterator`
    : null;
}
