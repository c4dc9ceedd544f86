import type { IConstruct } from "constructs";
import { TerraformResource, TerraformStack } from "./framework";

/**
 * The resource that a construct makes in the same stack as another one; undefined for a construct that is
 * imported or part of another stack, which Terraform cannot be told to depend on.
 */
export function ownResource(
  scope: IConstruct,
  construct: IConstruct | undefined,
): TerraformResource | undefined {
  const resource = construct?.node.defaultChild;
  if (resource === undefined || !TerraformResource.isTerraformResource(resource)) return undefined;
  return TerraformStack.of(resource) === TerraformStack.of(scope) ? resource : undefined;
}
