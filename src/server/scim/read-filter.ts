import type { AttributePath, Filter } from "../../contract/scim/filter";
import { formatAttributePath } from "../../contract/scim/format";
import { nearNamesHint } from "../../contract/scim/near-name";
import { parseFilter } from "../../contract/scim/parse-filter";
import {
  findSubAttribute,
  type ResourceKind,
  resolveBareName,
  topAttributes,
} from "../../contract/scim/resource";
import type { ScimAttribute } from "../../contract/scim/schema";
import { invalidFilter } from "./scim-error";

/**
 * Reads the `filter` of a query into canonical form: names in their own spelling, the core schema left out, the `value`
 * that a complex attribute compares by written out. So a backend needs to know one spelling only.
 *
 * @throws ScimError 400 invalidFilter for bad grammar, for an attribute the resource does not have, or a secret one
 */
export function readFilter(kind: ResourceKind, text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw invalidFilter(`filter ${parsed.reason}`);
  return canonicalFilter(kind, parsed.filter);
}

/** The same for a filter that is parsed already. @throws ScimError like {@link readFilter} */
export function canonicalFilter(kind: ResourceKind, filter: Filter): Filter {
  return rewrite(
    filter,
    (path, use) => topPath(kind, path, use),
    (path) => {
      const attribute = resolveBareName(kind, path)?.attribute;
      return (inner) => partPath(attribute, inner);
    },
  );
}

type Use = "compare" | "present" | "values";
type RewritePath = (path: AttributePath, use: Use) => AttributePath;

function rewrite(filter: Filter, onPath: RewritePath, within: (path: AttributePath) => RewritePath): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return {
        kind: filter.kind,
        left: rewrite(filter.left, onPath, within),
        right: rewrite(filter.right, onPath, within),
      };
    case "not":
      return { kind: "not", filter: rewrite(filter.filter, onPath, within) };
    case "values": {
      const path = onPath(filter.path, "values");
      return { kind: "values", path, filter: rewrite(filter.filter, within(filter.path), within) };
    }
    default:
      return { ...filter, path: onPath(filter.path, filter.kind) };
  }
}

function topPath(kind: ResourceKind, path: AttributePath, use: Use): AttributePath {
  const resolved = resolveBareName(kind, path);
  if (resolved === null) {
    const known = topAttributes(kind).map(({ name }) => name);
    throw invalidFilter(
      `filter: ${formatAttributePath(path)} is not an attribute of a ${kind.name}${nearNamesHint(path.attribute, known)}`,
    );
  }
  const { extension, attribute, subAttribute } = resolved;
  if (attribute.returned === "never") throw invalidFilter(`filter: ${attribute.name} cannot be searched`);
  return {
    schema: extension,
    attribute: attribute.name,
    subAttribute: subAttribute?.name ?? (use === "compare" ? implicitPart(attribute) : null),
  };
}

function implicitPart(attribute: ScimAttribute): string | null {
  if (attribute.type !== "complex") return null;
  if (findSubAttribute(attribute, "value") !== null) return "value";
  const parts = attribute.subAttributes.map(({ name }) => name).join(", ");
  throw invalidFilter(`filter: ${attribute.name} is made of parts; compare one of ${parts}`);
}

function partPath(parent: ScimAttribute | undefined, path: AttributePath): AttributePath {
  const part = parent && findSubAttribute(parent, path.attribute);
  if (!part) {
    const known = parent?.subAttributes.map(({ name }) => name) ?? [];
    const hint = nearNamesHint(path.attribute, known);
    throw invalidFilter(`filter: ${parent?.name} has no sub-attribute ${path.attribute}${hint}`);
  }
  return { schema: null, attribute: part.name, subAttribute: null };
}
