import { type AttributeMap, findKey, isMap } from "../../../contract/scim/read-attribute";
import { findAttribute } from "../../../contract/scim/resource";
import type { ScimAttribute } from "../../../contract/scim/schema";
import { invalidValue } from "../scim-error";
import { withOnePrimary } from "./one-primary";
import { readRoleText } from "./role-text";

/** How deep the values of an extension without a schema may nest. */
const MAX_OPEN_DEPTH = 4;

/** How many values a multi-valued attribute may have. Groups may have more members. */
const MAX_VALUES = 1000;

/** Keys that JSON may hold but that no attribute may have. */
export const UNSAFE_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
const LABELS = new Set(["type", "primary"]);

/**
 * Converts a value into the form in which its attribute is stored. Null and empty values count as absent.
 * `"True"` becomes a boolean. A text becomes the `value` of a complex attribute. A list of one becomes a
 * single item, and a single item becomes a list, as the attribute needs. `[{"value": x}]` becomes x where the
 * attribute is not complex. Names of sub-attributes match in any case. Unknown and read-only sub-attributes
 * are dropped.
 *
 * @param at The place of the value, for errors: `emails[0].value`.
 * @returns undefined when the value is absent
 * @throws ScimError 400 invalidValue for a value of another type
 */
export function coerceValue(attribute: ScimAttribute, value: unknown, at: string): unknown {
  if (isAbsent(value)) return undefined;
  if (attribute.type === "any") return coerceOpen(value, at, 0);
  if (!attribute.multiValued) return coerceOne(attribute, unwrapped(attribute, value, at), at);
  const list = coerceList(attribute, value, at);
  return list.length === 0 ? undefined : list;
}

/**
 * The values of a multi-valued attribute. Drops an item that has only `type` or `primary`. At most one value
 * stays primary.
 */
export function coerceList(attribute: ScimAttribute, value: unknown, at: string): unknown[] {
  if (isAbsent(value)) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  requireFew(items, at);
  const values = items
    .flatMap((item) => readRoleText(attribute, item))
    .map((item, index) => coerceOne(attribute, item, `${at}[${index}]`))
    .filter(hasContent);
  return withOnePrimary(values);
}

/** @throws ScimError 400 invalidValue for more values than an attribute may have */
export function requireFew(items: readonly unknown[], at: string): void {
  if (items.length > MAX_VALUES) {
    throw invalidValue(`${at} has ${items.length} values; at most ${MAX_VALUES} are allowed`);
  }
}

/**
 * Whether an item of a list has more than `type` and `primary`. For example, `{"type": "work"}` alone is not
 * an e-mail address.
 */
export function hasContent(item: unknown): boolean {
  if (!isMap(item)) return item !== undefined;
  return Object.keys(item).some((key) => !LABELS.has(key));
}

function coerceOne(attribute: ScimAttribute, value: unknown, at: string): unknown {
  if (isAbsent(value)) return undefined;
  switch (attribute.type) {
    case "complex":
      return coerceComplex(attribute, value, at);
    case "boolean":
      return coerceBoolean(value, at);
    case "integer":
    case "decimal":
      if (typeof value === "number") return value;
      throw mismatch(at, "a number", value);
    case "any":
      return coerceOpen(value, at, 0);
    default:
      if (typeof value === "string") return value;
      throw mismatch(at, "text", value);
  }
}

function coerceBoolean(value: unknown, at: string): boolean {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.toLowerCase() : null;
  if (word === "true" || word === "false") return word === "true";
  throw mismatch(at, 'true or false (also as the text "True" or "False")', value);
}

function coerceComplex(attribute: ScimAttribute, value: unknown, at: string): AttributeMap | undefined {
  if (typeof value === "string" && findAttribute(attribute.subAttributes, "value") !== null) {
    return coerceComplex(attribute, { value }, at);
  }
  if (!isMap(value)) throw mismatch(at, "an object", value);
  const result: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(value)) {
    const subAttribute = findAttribute(attribute.subAttributes, key);
    if (subAttribute === null || subAttribute.mutability === "readOnly") continue;
    const coerced = coerceValue(subAttribute, given, `${at}.${subAttribute.name}`);
    if (coerced !== undefined) result[subAttribute.name] = coerced;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

function coerceOpen(value: unknown, at: string, depth: number): unknown {
  if (isAbsent(value)) return undefined;
  if (depth > MAX_OPEN_DEPTH) throw invalidValue(`${at} nests deeper than ${MAX_OPEN_DEPTH} levels`);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => coerceOpen(item, `${at}[${index}]`, depth + 1));
    const present = items.filter((item) => item !== undefined);
    return present.length === 0 ? undefined : present;
  }
  if (!isMap(value)) return value;
  const entries = Object.entries(value)
    .filter(([key]) => !UNSAFE_KEYS.has(key))
    .map(([key, item]) => [key, coerceOpen(item, `${at}.${key}`, depth + 1)] as const)
    .filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Entra ID and Microsoft's library wrap a text or a boolean as `[{"value": true}]`. */
function unwrapped(attribute: ScimAttribute, value: unknown, at: string): unknown {
  const single = singleValue(value, at);
  if (attribute.type === "complex" || !Array.isArray(value) || !isMap(single)) return single;
  const key = findKey(single, "value");
  return key === null ? single : single[key];
}

/** Entra ID wraps single values in a list of one. */
export function singleValue(value: unknown, at: string): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length > 1) throw mismatch(at, "a single value", value);
  return value[0];
}

/** Whether a value means that the attribute is absent. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function mismatch(at: string, expected: string, value: unknown) {
  return invalidValue(`${at} must be ${expected}, not ${describe(value)}`);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "text";
  return `a ${typeof value}`;
}
