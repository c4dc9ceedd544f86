import type { AttributePath, Filter } from "../../../contract/scim/filter";
import { formatAttributePath } from "../../../contract/scim/format";
import { nearNamesHint } from "../../../contract/scim/near-name";
import { parseFilter } from "../../../contract/scim/parse-filter";
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
 * Reads the `filter` of a query into canonical form: names in their own spelling, the core schema left out,
 * the `value` that a complex attribute compares by written out, operands of the attribute's type. So a
 * backend needs to know one spelling only.
 *
 * @throws ScimError 400 invalidFilter for bad grammar, for an attribute the resource does not have, or a
 *   secret one
 */
export function readFilter(kind: ResourceKind, text: string): Filter {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw invalidFilter(`filter ${parsed.reason}`);
  return rewrite(parsed.filter, (path, use) => onTop(kind, path, use));
}

type Use = "compare" | "present" | "values";

/** A name in canonical form and the attribute it stands for. */
interface Named {
  readonly path: AttributePath;
  readonly attribute: ScimAttribute;
}

function rewrite(filter: Filter, name: (path: AttributePath, use: Use) => Named): Filter {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, left: rewrite(filter.left, name), right: rewrite(filter.right, name) };
    case "not":
      return { kind: "not", filter: rewrite(filter.filter, name) };
    case "values": {
      const { path, attribute } = name(filter.path, "values");
      return { kind: "values", path, filter: rewrite(filter.filter, (part) => onPart(attribute, part)) };
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

function onTop(kind: ResourceKind, path: AttributePath, use: Use): Named {
  const resolved = resolveBareName(kind, path);
  if (resolved === null) {
    const known = topAttributes(kind).map(({ name }) => name);
    throw invalidFilter(
      `filter: ${formatAttributePath(path)} is not an attribute of a ${kind.name}${nearNamesHint(path.attribute, known)}`,
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

function onPart(parent: ScimAttribute, path: AttributePath): Named {
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
 * The server does not store the addresses that it makes: they depend on the URL by which a client reaches it.
 */
function refuseAddress(parent: ScimAttribute, part: ScimAttribute): void {
  const isMade =
    parent.name === "meta" ? part.name === "location" : part.name === "$ref" && MADE.has(parent.name);
  if (!isMade) return;
  const instead = parent.name === "meta" ? "id" : `${parent.name}.value`;
  throw invalidFilter(`filter: ${parent.name}.${part.name} cannot be searched; compare ${instead}`);
}

const MADE = new Set(["groups", "members"]);
