import type { Filter, ScimPath } from "./filter/filter";
import { formatAttributePath, formatPath } from "./format";
import { parsePath } from "./parse-path";
import {
  findAttribute,
  type ResolvedAttribute,
  resolveAttribute,
  schemaWithoutAttribute,
  USER,
} from "./resource";
import type { ScimAttribute, ScimSchema } from "./schema";
import { unknownAttribute, unknownInBrackets } from "./unknown-attribute";

export type MappingPathResult =
  | { readonly ok: true; readonly path: ScimPath }
  | { readonly ok: false; readonly reason: string };

/**
 * Parses the path of a custom external ID. The path must name a single text of a user, such as `externalId`,
 * `emails[type eq "work"].value` or `urn:…:enterprise:2.0:User:employeeNumber`. The result has the names in
 * the schema's spelling, and null for the core schema. Attributes of unknown extensions are allowed. Never
 * throws.
 */
export function parseMappingPath(text: string): MappingPathResult {
  if (text.trim() === "") return refuse('must name an attribute of the user, as "externalId" does');
  const parsed = parsePath(text);
  if (!parsed.ok) return refuse(`is not a SCIM path: ${parsed.reason}`);
  const { path } = parsed;
  const resolved = resolveAttribute(USER, path);
  if (schemaWithoutAttribute(USER, path) !== null) {
    return refuse(
      `names the schema ${schemaWithoutAttribute(USER, path)} only; add a colon and an attribute`,
    );
  }
  if (resolved === null) return refuse(unknownName(path));
  const problem = targetProblem(resolved, path) ?? bracketsProblem(resolved, path.valueFilter);
  return problem === null ? { ok: true, path: canonicalPath(resolved, path) } : refuse(problem);
}

const refuse = (reason: string): MappingPathResult => ({ ok: false, reason });

function unknownName(path: ScimPath): string {
  const hasAttribute = ({ attributes }: ScimSchema) => findAttribute(attributes, path.attribute) !== null;
  const extension = USER.extensions.find(hasAttribute);
  if (path.schema !== null || extension === undefined) return unknownAttribute(USER, path);
  const name = formatAttributePath(path);
  return `${name} belongs to an extension; write "${extension.id}:${name}"`;
}

function targetProblem(resolved: ResolvedAttribute, path: ScimPath): string | null {
  const { attribute, subAttribute } = resolved;
  const name = formatAttributePath(path);
  if (attribute.mutability === "readOnly" || (subAttribute ?? attribute).mutability === "readOnly") {
    return `${name} is set by this server, not by the identity provider`;
  }
  if (attribute.returned === "never") return `${name} is never stored`;
  if (attribute.multiValued && path.valueFilter === null) {
    return `${attribute.name} has several values; name one, as in ${example(attribute)}`;
  }
  if (path.valueFilter !== null && !attribute.multiValued && attribute.type !== "any") {
    return `${attribute.name} has a single value; leave the brackets out`;
  }
  if (subAttribute === null && (attribute.type === "complex" || path.valueFilter !== null)) {
    return `${attribute.name} has sub-attributes; name one, as in ${example(attribute)}`;
  }
  const { type } = subAttribute ?? attribute;
  return type === "string" || type === "reference" || type === "any" ? null : `${name} is ${type}, not text`;
}

function bracketsProblem({ attribute }: ResolvedAttribute, filter: Filter | null): string | null {
  return filter === null ? null : unknownInBrackets(attribute, filter);
}

function example(attribute: ScimAttribute): string {
  const part = attribute.subAttributes.find((one) => one.name === "value") ?? attribute.subAttributes[0];
  const { name } = attribute;
  if (!attribute.multiValued) return `"${name}.${part?.name ?? "value"}"`;
  const path = { schema: null, attribute: "type", subAttribute: null };
  const valueFilter: Filter = { kind: "compare", path, operator: "eq", value: "work" };
  const subAttribute = part?.name ?? "value";
  return `'${formatPath({ schema: null, attribute: name, subAttribute, valueFilter })}'`;
}

function canonicalPath(resolved: ResolvedAttribute, path: ScimPath): ScimPath {
  return {
    schema: resolved.extension,
    attribute: resolved.attribute.name,
    subAttribute: resolved.subAttribute?.name ?? null,
    valueFilter: path.valueFilter,
  };
}
