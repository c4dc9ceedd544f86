import { parsePath } from "../../../contract/scim/parse-path";
import { isMap } from "../../../contract/scim/read-attribute";
import { type ResourceKind, resolveBareName, schemaWithoutAttribute } from "../../../contract/scim/resource";
import type { ScimRequest } from "../message";

/** The attributes of a resource that an answer holds (RFC 7644 section 3.9). */
export interface Projection {
  readonly mode: "all" | "only" | "without";
  readonly names: readonly ProjectedName[];
}

interface ProjectedName {
  readonly extension: string | null;
  /** Null for the whole extension. */
  readonly attribute: string | null;
  readonly part: string | null;
}

type Resource = Readonly<Record<string, unknown>>;

const ALWAYS = new Set(["schemas", "id"]);

/** Reads `attributes` and `excludedAttributes`. Ignores names that the resource does not have. */
export function readProjection(kind: ResourceKind, request: ScimRequest): Projection {
  const { attributes, excludedAttributes } = request.query;
  if (attributes?.trim()) return { mode: "only", names: namesOf(kind, attributes) };
  if (excludedAttributes?.trim()) return { mode: "without", names: namesOf(kind, excludedAttributes) };
  return { mode: "all", names: [] };
}

/** Whether the answer holds any part of an attribute at the top of the resource. */
export function wants(projection: Projection, attribute: string): boolean {
  const named = projection.names.filter((name) => name.extension === null && name.attribute === attribute);
  if (projection.mode === "without") return !named.some(({ part }) => part === null);
  return projection.mode === "all" || named.length > 0;
}

/** Removes the attributes that the answer must not hold. `id` and `schemas` always stay. */
export function project(resource: Resource, projection: Projection): Resource {
  if (projection.mode === "all") return resource;
  const entries = Object.entries(resource).flatMap(([key, value]): [string, unknown][] => {
    if (ALWAYS.has(key)) return [[key, value]];
    const cut = projection.names.some(({ extension }) => extension === key)
      ? cutExtension(
          value,
          projection.names.filter(({ extension }) => extension === key),
          projection.mode,
        )
      : cutAttribute(
          key,
          value,
          projection.names.filter(({ extension }) => extension === null),
          projection.mode,
        );
    return cut === undefined ? [] : [[key, cut]];
  });
  return Object.fromEntries(entries);
}

type Mode = Projection["mode"];

function cutExtension(value: unknown, names: readonly ProjectedName[], mode: Mode): unknown {
  if (names.some(({ attribute }) => attribute === null)) return mode === "only" ? value : undefined;
  if (!isMap(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const cut = cutAttribute(key, inner, names, mode);
    return cut === undefined ? [] : [[key, cut]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function cutAttribute(key: string, value: unknown, names: readonly ProjectedName[], mode: Mode): unknown {
  const named = names.filter(({ attribute }) => attribute === key);
  if (named.length === 0) return mode === "only" ? undefined : value;
  if (named.some(({ part }) => part === null)) return mode === "only" ? value : undefined;
  const parts = new Set(named.map(({ part }) => part));
  return Array.isArray(value)
    ? value.map((item) => cutParts(item, parts, mode))
    : cutParts(value, parts, mode);
}

function cutParts(value: unknown, parts: ReadonlySet<string | null>, mode: Mode): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => parts.has(key) === (mode === "only")));
}

function namesOf(kind: ResourceKind, list: string): ProjectedName[] {
  return list.split(",").flatMap((text): ProjectedName[] => {
    const parsed = parsePath(text.trim());
    if (!parsed.ok) return [];
    const schema = schemaWithoutAttribute(kind, parsed.path);
    if (schema !== null) return [{ extension: schema, attribute: null, part: null }];
    const resolved = resolveBareName(kind, parsed.path);
    if (resolved === null) return [];
    const { extension, attribute, subAttribute } = resolved;
    return [{ extension, attribute: attribute.name, part: subAttribute?.name ?? null }];
  });
}
