import type { Construct } from "constructs";
import { ConstructError } from "../checks/construct-error";
import { type IResolvable, ref, TerraformElement, Token } from "../framework";
import type { Secret } from "../provider/secret";
import type { ResourceProps } from "../resource/resource-props";

const TYPE = "netfoundry_sign_in_check";

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
 * `accepted` to the condition of a `TerraformCheck`. Terraform 1.10 or later knows ephemeral resources.
 */
export class SignInCheck extends TerraformElement {
  /** Type of the ephemeral resource in Terraform. */
  static readonly tfResourceType = TYPE;

  /** Whether the sign-in is accepted, as the expected identity where one is given. */
  readonly accepted: IResolvable;
  /** The step that fails, such as `audience`; null in Terraform when none does. */
  readonly failedStep: string;
  readonly #props: SignInCheckProps;

  constructor(scope: Construct, id: string, props: SignInCheckProps) {
    super(scope, id, `ephemeral.${TYPE}`);
    this.#props = props;
    this.accepted = this.#attribute("accepted");
    this.failedStep = Token.asString(this.#attribute("failed_step"));
  }

  /** The framework calls this at synthesis. */
  override toTerraform(): object {
    const { tokens, expectedIdentityId, provider, forEach } = this.#props;
    const attributes = {
      for_each: forEach?._getForEachExpression(),
      tokens: tokens.map(({ reference }) => reference),
      expected_identity_id: expectedIdentityId,
      provider: provider?.fqn,
      ...this.rawOverrides,
      "//": this.constructNodeMetadata,
    };
    return { ephemeral: { [TYPE]: { [this.friendlyUniqueId]: attributes } } };
  }

  /** The framework calls this at synthesis in HCL, in which it writes no ephemeral resources. */
  override toHclTerraform(): never {
    throw new ConstructError(this, [
      "a SignInCheck needs JSON, because the framework writes no ephemeral resource in HCL; synthesize " +
        "without --hcl and SYNTH_HCL_OUTPUT",
    ]);
  }

  #attribute(name: string): IResolvable {
    const element = this.#props.forEach ? "[each.key]" : "";
    return ref(`ephemeral.${TYPE}.${this.friendlyUniqueId}${element}.${name}`, this.cdktfStack);
  }
}
