import { ref, type TerraformResource, Token } from "../framework";

/**
 * A reference to an attribute of a resource. Where the resource has `forEach`, the reference is to the
 * current element. The framework's own getters refer to all elements at once.
 */
export function attributeOf(resource: TerraformResource, attribute: string): string {
  if (resource.forEach === undefined) return resource.getStringAttribute(attribute);
  const { terraformResourceType, friendlyUniqueId, cdktfStack } = resource;
  return Token.asString(
    ref(`${terraformResourceType}.${friendlyUniqueId}[each.key].${attribute}`, cdktfStack),
  );
}
