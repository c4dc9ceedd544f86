import type { AttributePath } from "../../../contract/scim/filter/filter";
import { formatAttributePath } from "../../../contract/scim/format";
import { nearNamesHint } from "../../../contract/scim/near-name";
import { parsePath } from "../../../contract/scim/parse-path";
import {
  findSubAttribute,
  type ResolvedAttribute,
  type ResourceKind,
  resolveBareName,
  topAttributes,
} from "../../../contract/scim/resource";
import { ScimError } from "../scim-error";

/** What lists are sorted by without `sortBy`. */
export const BY_ID: AttributePath = { schema: null, attribute: "id", subAttribute: null };

/** Attributes that lists cannot be sorted by: URLs, which the server does not store, and long lists. */
const UNSORTED = /^(meta\.location|groups\.\$ref|members(\..*)?)$/;

/**
 * Reads `sortBy` into canonical form (RFC 7644 section 3.4.2.3). A list is sorted by a single value. For a
 * multi-valued attribute it is the primary value, or the first one. For a complex attribute it is the
 * sub-attribute `value`, unless `sortBy` names another.
 * @throws ScimError 400 invalidPath for an attribute that is unknown, secret or not sorted by, or that has
 *   sub-attributes but no `value`
 */
export function readSortBy(kind: ResourceKind, text: string): AttributePath {
  const parsed = parsePath(text.trim());
  if (!parsed.ok) throw refusal(`${JSON.stringify(text)} is no attribute: ${parsed.reason}`);
  const { valueFilter, ...path } = parsed.path;
  if (valueFilter !== null) throw refusal(`name an attribute without brackets, not ${JSON.stringify(text)}`);
  const resolved = resolveBareName(kind, path);
  if (resolved === null) {
    const known = topAttributes(kind).map(({ name }) => name);
    const hint = nearNamesHint(path.attribute, known);
    throw refusal(`${JSON.stringify(text)} is not an attribute of a ${kind.name}${hint}`);
  }
  const sorted = canonicalPath(resolved);
  const name = formatAttributePath(sorted);
  if (resolved.attribute.returned === "never" || UNSORTED.test(name)) {
    throw refusal(`a list of ${kind.name}s cannot be sorted by ${name}`);
  }
  return sorted;
}

function canonicalPath({ extension, attribute, subAttribute }: ResolvedAttribute): AttributePath {
  const path = { schema: extension, attribute: attribute.name, subAttribute: subAttribute?.name ?? null };
  if (subAttribute !== null || attribute.type !== "complex") return path;
  if (findSubAttribute(attribute, "value") !== null) return { ...path, subAttribute: "value" };
  const parts = attribute.subAttributes.map(({ name }) => `${attribute.name}.${name}`).join(", ");
  throw refusal(`${attribute.name} has sub-attributes; name one of ${parts}`);
}

const refusal = (detail: string) => new ScimError(400, "invalidPath", `sortBy: ${detail}`);
