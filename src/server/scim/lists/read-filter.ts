import type { AttributePath, Filter } from "../../../contract/scim/filter/filter";
import { parseFilter } from "../../../contract/scim/filter/parse-filter";
import { formatAttributePath } from "../../../contract/scim/format";
import { nearNamesHint } from "../../../contract/scim/near-name";
import {
  findSubAttribute,
  type ResourceKind,
  resolveBareName,
  topAttributes,
} from "../../../contract/scim/resource";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { invalidFilter } from "../scim-error";
import { canonicalOperand } from "./filter-operand";

/**
 * Reads the `filter` of a query into canonical form. So a backend needs to know only one spelling. Attributes
 * have their canonical names without the core schema. A complex attribute is compared by its `value`, which
 * is written out. Operands have the type of their attribute.
 *
 * @throws ScimError 400 invalidFilter for bad grammar, and for an attribute that is unknown or secret
 */
export function readFilter(kind: ResourceKind, text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw invalidFilter(`filter ${parsed.reason}`);
  return rewrite(parsed.filter, (path, use) => resolveTop(kind, path, use));
}

type Use = "compare" | "present" | "values";

/** A path in canonical form, and its attribute. */
interface ResolvedPath {
  readonly path: AttributePath;
  readonly attribute: ScimAttribute;
}

function rewrite(filter: Filter, name: (path: AttributePath, use: Use) => ResolvedPath): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, left: rewrite(filter.left, name), right: rewrite(filter.right, name) };
    case "not":
      return { kind: "not", filter: rewrite(filter.filter, name) };
    case "values": {
      const { path, attribute } = name(filter.path, "values");
      return { kind: "values", path, filter: rewrite(filter.filter, (part) => resolvePart(attribute, part)) };
    }
    case "present":
      return { kind: "present", path: name(filter.path, "present").path };
    case "compare": {
      const { path, attribute } = name(filter.path, "compare");
      const { operator } = filter;
      return { kind: "compare", path, operator, value: canonicalOperand(attribute, operator, filter.value) };
    }
  }
}

function resolveTop(kind: ResourceKind, path: AttributePath, use: Use): ResolvedPath {
  const resolved = resolveBareName(kind, path);
  if (resolved === null) {
    const known = topAttributes(kind).map(({ name }) => name);
    throw invalidFilter(
      `filter: ${formatAttributePath(path)} is not an attribute of a ${kind.name}` +
        nearNamesHint(path.attribute, known),
    );
  }
  const { extension, attribute } = resolved;
  if (attribute.returned === "never") throw invalidFilter(`filter: ${attribute.name} cannot be searched`);
  const part = resolved.subAttribute ?? (use === "compare" ? implicitPart(attribute) : null);
  if (part !== null) refuseAddress(attribute, part);
  return {
    path: { schema: extension, attribute: attribute.name, subAttribute: part?.name ?? null },
    attribute: part ?? attribute,
  };
}

function implicitPart(attribute: ScimAttribute): ScimAttribute | null {
  if (attribute.type !== "complex") return null;
  const value = findSubAttribute(attribute, "value");
  if (value !== null) return value;
  const parts = attribute.subAttributes.map(({ name }) => name).join(", ");
  throw invalidFilter(`filter: ${attribute.name} has sub-attributes; compare one of ${parts}`);
}

function resolvePart(parent: ScimAttribute, path: AttributePath): ResolvedPath {
  const part = findSubAttribute(parent, path.attribute);
  if (part === null) {
    const hint = nearNamesHint(
      path.attribute,
      parent.subAttributes.map(({ name }) => name),
    );
    throw invalidFilter(`filter: ${parent.name} has no sub-attribute ${path.attribute}${hint}`);
  }
  refuseAddress(parent, part);
  return { path: { schema: null, attribute: part.name, subAttribute: null }, attribute: part };
}

/**
 * Refuses `meta.location` and `$ref`. The server does not store them, because they depend on its URL.
 */
function refuseAddress(parent: ScimAttribute, part: ScimAttribute): void {
  const isAddress =
    parent.name === "meta" ? part.name === "location" : part.name === "$ref" && HAVE_REF.has(parent.name);
  if (!isAddress) return;
  const instead = parent.name === "meta" ? "id" : `${parent.name}.value`;
  throw invalidFilter(`filter: ${parent.name}.${part.name} cannot be searched; compare ${instead}`);
}

const HAVE_REF = new Set(["groups", "members"]);
