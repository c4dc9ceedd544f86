import type { AttributePath } from "./filter/filter";
import { findSubAttribute, type ResolvedAttribute, type ResourceKind, resolveAttribute } from "./resource";
import type { ScimAttribute } from "./schema";

/** Attributes by name, as in JSON. */
export type AttributeMap = Readonly<Record<string, unknown>>;

/** The values of an attribute in one resource, and the attribute. */
export interface LocatedValues {
  readonly attribute: ScimAttribute;
  /** Empty when the attribute is absent. A single value is one item. */
  readonly values: readonly unknown[];
}

/** Reads the values of an attribute or sub-attribute; null when the resource has no such attribute. */
export function locateValues(
  kind: ResourceKind,
  attributes: AttributeMap,
  path: AttributePath,
): LocatedValues | null {
  const resolved = resolveAttribute(kind, path);
  if (resolved === null) return null;
  const values = topValues(attributes, resolved);
  const { attribute, subAttribute } = resolved;
  return subAttribute === null ? { attribute, values } : locateWithin(attribute, values, subAttribute.name);
}

/** Reads one sub-attribute of every value; null when the parent has no such sub-attribute. */
export function locateWithin(
  parent: ScimAttribute,
  values: readonly unknown[],
  name: string,
): LocatedValues | null {
  const attribute = findSubAttribute(parent, name);
  if (attribute === null) return null;
  return {
    attribute,
    values: values.flatMap((value) => (isMap(value) ? asList(readName(value, attribute)) : [])),
  };
}

/** The stored value of a resolved attribute; undefined when it is absent. */
export function readResolved(attributes: AttributeMap, resolved: ResolvedAttribute): unknown {
  const { extension, attribute } = resolved;
  if (extension === null) return readName(attributes, attribute);
  const holder = readKey(attributes, extension);
  return isMap(holder) ? readName(holder, attribute) : undefined;
}

/** The key of a map that equals this name, case aside; null when there is none. */
export function findKey(map: AttributeMap, name: string): string | null {
  if (Object.hasOwn(map, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(map).find((key) => key.toLowerCase() === wanted) ?? null;
}

/** Whether a value is a JSON object. */
export function isMap(value: unknown): value is AttributeMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function topValues(attributes: AttributeMap, resolved: ResolvedAttribute): readonly unknown[] {
  return asList(readResolved(attributes, resolved));
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Attributes of a known schema are stored in the schema's spelling, others as the client wrote them. */
function readName(map: AttributeMap, attribute: ScimAttribute): unknown {
  if (attribute.type === "any") return readKey(map, attribute.name);
  return Object.hasOwn(map, attribute.name) ? map[attribute.name] : undefined;
}

function readKey(map: AttributeMap, name: string): unknown {
  const key = findKey(map, name);
  return key === null ? undefined : map[key];
}
