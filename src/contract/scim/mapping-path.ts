import type { Filter, ScimPath } from "./filter";
import { formatAttributePath, formatPath } from "./format";
import { nearNamesHint } from "./near-name";
import { parsePath } from "./parse-path";
import {
  findExtension,
  type ResolvedAttribute,
  resolveAttribute,
  sameName,
  schemaWithoutAttribute,
  topAttributes,
  USER,
} from "./resource";
import type { ScimAttribute } from "./schema";

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
  const problem = targetProblem(resolved, path) ?? filterProblem(resolved, path.valueFilter);
  return problem === null ? { ok: true, path: canonicalPath(resolved, path) } : refuse(problem);
}

const refuse = (reason: string): MappingPathResult => ({ ok: false, reason });

function unknownName(path: ScimPath): string {
  const name = formatAttributePath({ ...path, subAttribute: null });
  if (path.subAttribute !== null) {
    const parent = resolveAttribute(USER, { ...path, subAttribute: null });
    if (parent !== null) return unknownSubAttribute(parent.attribute, path.subAttribute);
  }
  const extension = USER.extensions.find((schema) =>
    schema.attributes.some((attribute) => sameName(attribute.name, path.attribute)),
  );
  if (path.schema === null && extension !== undefined) {
    return `${name} belongs to an extension; write "${extension.id}:${path.attribute}"`;
  }
  const holder = path.schema === null ? null : findExtension(USER, path.schema);
  const known = (holder?.attributes ?? topAttributes(USER)).map((attribute) => attribute.name);
  return `${name} is not an attribute of a SCIM user${nearNamesHint(path.attribute, known)}`;
}

function unknownSubAttribute(parent: ScimAttribute, name: string): string {
  const known = parent.subAttributes.map((attribute) => attribute.name);
  const allowed = known.length === 0 ? "it has none" : `it has ${known.join(", ")}`;
  return `${parent.name} has no sub-attribute ${name}; ${allowed}${nearNamesHint(name, known)}`;
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

function filterProblem(resolved: ResolvedAttribute, filter: Filter | null): string | null {
  if (filter === null || resolved.attribute.type === "any") return null;
  switch (filter.kind) {
    case "and":
    case "or":
      return filterProblem(resolved, filter.left) ?? filterProblem(resolved, filter.right);
    case "not":
      return filterProblem(resolved, filter.filter);
    default: {
      const name = filter.path.attribute;
      const known = resolved.attribute.subAttributes.some((one) => sameName(one.name, name));
      return known ? null : unknownSubAttribute(resolved.attribute, name);
    }
  }
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
