import type { IConstruct } from "constructs";
import { TerraformResource, TerraformStack } from "../framework";

/**
 * The resource of a construct in the same stack as `scope`. Undefined for an imported construct and for one
 * of another stack: Terraform cannot depend on those.
 */
export function ownResource(
  scope: IConstruct,
  construct: IConstruct | undefined,
): TerraformResource | undefined {
  const resource = construct?.node.defaultChild;
  if (resource === undefined || !TerraformResource.isTerraformResource(resource)) return undefined;
  return TerraformStack.of(resource) === TerraformStack.of(scope) ? resource : undefined;
}
