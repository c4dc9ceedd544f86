import type { Construct } from "constructs";
import { ConstructError } from "../checks/construct-error";
import { type IResolvable, ref, TerraformElement } from "../framework";
import type { ResourceProps } from "../resource/resource-props";

/** An ephemeral resource of the provider. The framework has no class for one. */
export abstract class EphemeralResource extends TerraformElement {
  readonly #type: string;
  readonly #props: ResourceProps;

  constructor(scope: Construct, id: string, type: string, props: ResourceProps) {
    super(scope, id, `ephemeral.${type}`);
    this.#type = type;
    this.#props = props;
  }

  /** Its own arguments by their names in Terraform. What is undefined is left out. */
  protected abstract resourceArguments(): object;

  /** A reference to an attribute, of the current element where the construct has an iterator. */
  protected attribute(name: string): IResolvable {
    const element = this.#props.forEach ? "[each.key]" : "";
    return ref(`ephemeral.${this.#type}.${this.friendlyUniqueId}${element}.${name}`, this.cdktfStack);
  }

  /** The framework calls this at synthesis. */
  override toTerraform(): object {
    const { provider, forEach } = this.#props;
    const attributes = {
      for_each: forEach?._getForEachExpression(),
      ...this.resourceArguments(),
      provider: provider?.fqn,
      ...this.rawOverrides,
      "//": this.constructNodeMetadata,
    };
    return { ephemeral: { [this.#type]: { [this.friendlyUniqueId]: attributes } } };
  }

  /** The framework calls this at synthesis in HCL, in which it writes no ephemeral resources. */
  override toHclTerraform(): never {
    throw new ConstructError(this, [
      "an ephemeral resource needs JSON, because the framework writes none in HCL; synthesize without " +
        "--hcl and SYNTH_HCL_OUTPUT",
    ]);
  }
}
