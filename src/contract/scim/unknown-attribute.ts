import type { AttributePath, Filter } from "./filter/filter";
import { formatAttributePath } from "./format";
import { nearNamesHint } from "./near-name";
import {
  findExtension,
  findSubAttribute,
  type ResourceKind,
  resolveAttribute,
  topAttributes,
} from "./resource";
import type { ScimAttribute } from "./schema";

/** Says that a kind of resource has no attribute of this name, and which one the name may stand for. */
export function unknownAttribute(kind: ResourceKind, path: AttributePath): string {
  if (path.subAttribute !== null) {
    const parent = resolveAttribute(kind, { ...path, subAttribute: null });
    if (parent !== null) return unknownSubAttribute(parent.attribute, path.subAttribute);
  }
  const holder = path.schema === null ? null : findExtension(kind, path.schema);
  const known = (holder?.attributes ?? topAttributes(kind)).map((attribute) => attribute.name);
  const hint = nearNamesHint(path.attribute, known);
  return `${formatAttributePath(path)} is not an attribute of a SCIM ${kind.name.toLowerCase()}${hint}`;
}

/**
 * Says which sub-attribute in the brackets of a path the attribute does not have. Null when it has them all.
 */
export function unknownInBrackets(attribute: ScimAttribute, filter: Filter): string | null {
  switch (filter.kind) {
    case "and":
    case "or":
      return unknownInBrackets(attribute, filter.left) ?? unknownInBrackets(attribute, filter.right);
    case "not":
      return unknownInBrackets(attribute, filter.filter);
    default: {
      const name = filter.path.attribute;
      return findSubAttribute(attribute, name) === null ? unknownSubAttribute(attribute, name) : null;
    }
  }
}

function unknownSubAttribute(parent: ScimAttribute, name: string): string {
  const known = parent.subAttributes.map((attribute) => attribute.name);
  const allowed = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  return `${parent.name} has no sub-attribute ${name}; ${allowed}${nearNamesHint(name, known)}`;
}
