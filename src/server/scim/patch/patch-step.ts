import { type AttributeMap, findKey, isMap } from "../../../contract/scim/read-attribute";
import { findSubAttribute, untypedAttribute } from "../../../contract/scim/resource";
import { coerceValue, isAbsent, singleValue } from "../attributes/coerce";
import { invalidValue, ScimError } from "../scim-error";
import { nextList } from "./patch-list";
import type { PatchStep } from "./patch-target";

/**
 * Applies one step to the attributes of a resource. It changes the top object in place. It never changes the
 * values inside, but replaces them.
 *
 * @throws ScimError 400 invalidValue, invalidPath, noTarget or mutability
 */
export function applyStep(draft: Record<string, unknown>, step: PatchStep): void {
  if (step.extension === null) {
    applyTo(draft, step);
    return;
  }
  const key = findKey(draft, step.extension) ?? step.extension;
  const holder = isMap(draft[key]) ? { ...draft[key] } : {};
  applyTo(holder, step);
  if (step.attribute.type === "any" && step.verb !== "remove") {
    // Counts the levels from the top, so that a PUT can send back what a PATCH wrote.
    coerceValue(untypedAttribute(step.extension), holder, step.extension);
  }
  setOrDelete(draft, key, Object.keys(holder).length === 0 ? undefined : holder);
}

function applyTo(holder: Record<string, unknown>, step: PatchStep): void {
  const { name } = step.attribute;
  const key = step.attribute.type === "any" ? (findKey(holder, name) ?? name) : name;
  const current = Object.hasOwn(holder, key) ? holder[key] : undefined;
  const next = isDeactivation(step) ? false : nextValue(current, step);
  if (isIndispensable(step) && (next === undefined || (typeof next === "string" && next.trim() === ""))) {
    throw step.verb === "remove"
      ? new ScimError(400, "mutability", `${name} is required and cannot be removed`)
      : invalidValue(`${step.at}: ${name} is required and must not be blank`);
  }
  setOrDelete(holder, key, next);
}

/**
 * Whether a step removes `active`. The attribute is not required, so a client may remove it. That disables
 * the user, although a new user without `active` is enabled.
 */
function isDeactivation({ verb, extension, attribute, valueFilter }: PatchStep): boolean {
  return verb === "remove" && extension === null && attribute.name === "active" && valueFilter === null;
}

/** Whether an attribute must stay. */
function isIndispensable({ extension, attribute }: PatchStep): boolean {
  return extension === null && (attribute.required || attribute.name === "active");
}

function nextValue(current: unknown, step: PatchStep): unknown {
  const { attribute, subAttribute, valueFilter, verb, value, at } = step;
  if (attribute.multiValued || (attribute.type === "any" && valueFilter !== null)) {
    const list = nextList(asList(current), step);
    // Without a schema, nobody knows whether the attribute has several values. A single one stays single.
    const isSingle = !attribute.multiValued && isMap(current) && list.length === 1;
    if (isSingle) return list[0];
    return list.length === 0 ? undefined : list;
  }
  if (valueFilter !== null) {
    throw new ScimError(
      400,
      "invalidPath",
      `${step.name}: ${attribute.name} has a single value; leave the brackets out`,
    );
  }
  if (subAttribute !== null) {
    const next = verb === "remove" ? undefined : coerceValue(subAttribute, value, at);
    return withPart(current, subAttribute.name, next);
  }
  if (verb === "remove" || isAbsent(value)) return undefined;
  return attribute.type === "complex" ? mergeComplex(current, step) : coerceValue(attribute, value, at);
}

/**
 * Merges a complex value (RFC 7644 section 3.5.2.3). A sub-attribute that is sent replaces the old one. An
 * empty one removes it. The others stay. A new `value` means another thing, so it removes all old
 * sub-attributes.
 */
function mergeComplex(current: unknown, { attribute, value, at }: PatchStep): AttributeMap | undefined {
  const coerced = coerceValue(attribute, value, at);
  const parts = isMap(coerced) ? coerced : {};
  const sent = singleValue(value, at);
  const merged: Record<string, unknown> =
    Object.hasOwn(parts, "value") || !isMap(current) ? {} : { ...current };
  for (const key of isMap(sent) ? Object.keys(sent) : []) {
    const name = findSubAttribute(attribute, key)?.name;
    if (name !== undefined) delete merged[name];
  }
  const result = { ...merged, ...parts };
  return Object.keys(result).length === 0 ? undefined : result;
}

function withPart(current: unknown, name: string, value: unknown): unknown {
  const parts = isMap(current) ? { ...current } : {};
  setOrDelete(parts, findKey(parts, name) ?? name, value);
  return Object.keys(parts).length === 0 ? undefined : parts;
}

function setOrDelete(map: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) delete map[key];
  else map[key] = value;
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
