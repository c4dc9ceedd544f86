import type { AttributePath } from "./filter/filter";
import { GROUP_SCHEMA } from "./group-schema";
import { attribute, type ScimAttribute, type ScimSchema } from "./schema";
import { ENTERPRISE_USER_SCHEMA, USER_SCHEMA } from "./user-schema";

/** A kind of resource, with its core schema and the extensions that this project knows. */
export interface ResourceKind {
  readonly name: "User" | "Group";
  readonly endpoint: "/Users" | "/Groups";
  readonly core: ScimSchema;
  readonly extensions: readonly ScimSchema[];
}

export const USER: ResourceKind = {
  name: "User",
  endpoint: "/Users",
  core: USER_SCHEMA,
  extensions: [ENTERPRISE_USER_SCHEMA],
};
export const GROUP: ResourceKind = { name: "Group", endpoint: "/Groups", core: GROUP_SCHEMA, extensions: [] };

const readOnly = { mutability: "readOnly" } as const;

/** The attributes that every resource has (RFC 7643 section 3.1); no schema lists them. */
export const COMMON_ATTRIBUTES: readonly ScimAttribute[] = [
  attribute("schemas", "reference", "Schemas of the resource", {
    ...readOnly,
    multiValued: true,
    returned: "always",
  }),
  attribute("id", "string", "Id made by the server", {
    ...readOnly,
    caseExact: true,
    returned: "always",
    uniqueness: "server",
  }),
  attribute("externalId", "string", "Id given by the client", { caseExact: true }),
  attribute("meta", "complex", "Metadata of the resource", {
    ...readOnly,
    subAttributes: [
      attribute("resourceType", "string", "Kind of resource", { ...readOnly, caseExact: true }),
      attribute("created", "dateTime", "When it was created", readOnly),
      attribute("lastModified", "dateTime", "When it was last changed", readOnly),
      attribute("location", "reference", "URL of the resource", readOnly),
      attribute("version", "string", "Its ETag", { ...readOnly, caseExact: true }),
    ],
  }),
];

/** The attribute that a name in a filter or path refers to. */
export interface ResolvedAttribute {
  /** URN of the extension that has the attribute, in the schema's spelling; null for the core schema. */
  readonly extension: string | null;
  readonly attribute: ScimAttribute;
  readonly subAttribute: ScimAttribute | null;
}

/**
 * Finds the attribute that a filter or path names. Case does not count. An attribute of an unknown extension
 * gets the type `any`. Null when the resource has no such attribute.
 */
export function resolveAttribute(kind: ResourceKind, path: AttributePath): ResolvedAttribute | null {
  const holder = findHolder(kind, path.schema);
  if (holder === null) return null;
  const found = holder.described
    ? findAttribute(holder.attributes, path.attribute)
    : untypedAttribute(path.attribute);
  if (found === null) return null;
  if (path.subAttribute === null)
    return { extension: holder.extension, attribute: found, subAttribute: null };
  const subAttribute = findSubAttribute(found, path.subAttribute);
  return subAttribute && { extension: holder.extension, attribute: found, subAttribute };
}

/**
 * Like {@link resolveAttribute}, but a name without a schema may also belong to an extension. Entra ID writes
 * `manager` in this way.
 */
export function resolveBareName(kind: ResourceKind, path: AttributePath): ResolvedAttribute | null {
  const resolved = resolveAttribute(kind, path);
  if (resolved !== null || path.schema !== null) return resolved;
  const holder = kind.extensions.find((schema) => findAttribute(schema.attributes, path.attribute) !== null);
  return holder === undefined ? null : resolveAttribute(kind, { ...path, schema: holder.id });
}

/** Finds a sub-attribute by its name; null when there is none. Case does not count. */
export function findSubAttribute(parent: ScimAttribute, name: string): ScimAttribute | null {
  return parent.type === "any" ? untypedAttribute(name) : findAttribute(parent.subAttributes, name);
}

/** The extension with this URN; null when it is unknown. Case does not count. */
export function findExtension(kind: ResourceKind, urn: string): ScimSchema | null {
  return kind.extensions.find((schema) => isNamed(schema, urn)) ?? null;
}

/** The core schema or the extension with this URN; null when it is unknown. Case does not count. */
export function findSchema(kind: ResourceKind, urn: string): ScimSchema | null {
  return isNamed(kind.core, urn) ? kind.core : findExtension(kind, urn);
}

/** Whether a URN names a schema, by its present or a former id. Case does not count. */
export function isNamed(schema: ScimSchema, urn: string): boolean {
  return sameName(schema.id, urn) || schema.formerIds.includes(urn.toLowerCase());
}

const VERSION_AT_END = /:\d+(\.\d+)*$/;

/**
 * The schema of a path that names a schema without an attribute; otherwise null. The parser takes the last
 * part of such a URN for the attribute (`urn:…:enterprise:2.0` and `User`). A known schema comes back in its
 * own spelling.
 */
export function schemaWithoutAttribute(kind: ResourceKind, path: AttributePath): string | null {
  if (path.schema === null || path.subAttribute !== null || findSchema(kind, path.schema) !== null)
    return null;
  const urn = `${path.schema}:${path.attribute}`;
  return findSchema(kind, urn)?.id ?? (VERSION_AT_END.test(path.schema) ? urn : null);
}

/** Whether two names of attributes or schemas are equal. Case does not count (RFC 7643 section 2.1). */
export function sameName(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}

const topAttributesOfKind = new Map<ResourceKind, readonly ScimAttribute[]>();

/** The top-level attributes of a resource, the common ones included. Every call returns the same list. */
export function topAttributes(kind: ResourceKind): readonly ScimAttribute[] {
  let attributes = topAttributesOfKind.get(kind);
  if (attributes === undefined) {
    attributes = [...COMMON_ATTRIBUTES, ...kind.core.attributes];
    topAttributesOfKind.set(kind, attributes);
  }
  return attributes;
}

/** An attribute that no known schema describes. */
export function untypedAttribute(name: string): ScimAttribute {
  return attribute(name, "any", "");
}

interface Holder {
  readonly extension: string | null;
  readonly described: boolean;
  readonly attributes: readonly ScimAttribute[];
}

const CORE_URN = /^urn:(ietf:params:)?scim:schemas:core:/i;

function findHolder(kind: ResourceKind, schema: string | null): Holder | null {
  if (schema === null) return { extension: null, described: true, attributes: topAttributes(kind) };
  const extension = findExtension(kind, schema);
  if (extension !== null) {
    return { extension: extension.id, described: true, attributes: extension.attributes };
  }
  if (isNamed(kind.core, schema)) return findHolder(kind, null);
  return CORE_URN.test(schema) ? null : { extension: schema, described: false, attributes: [] };
}

const indexes = new WeakMap<readonly ScimAttribute[], ReadonlyMap<string, ScimAttribute>>();

/** Finds an attribute in a list by its name; null when there is none. Case does not count. */
export function findAttribute(attributes: readonly ScimAttribute[], name: string): ScimAttribute | null {
  let index = indexes.get(attributes);
  if (index === undefined) {
    index = new Map(attributes.map((one) => [one.name.toLowerCase(), one]));
    indexes.set(attributes, index);
  }
  return index.get(name.toLowerCase()) ?? null;
}
