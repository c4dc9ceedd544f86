import type { Attribute } from "../schema/attribute";
import { equal } from "../value/equal";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { isUnknown, UNKNOWN, UNKNOWN_NOT_NULL, unknownWithPrefix } from "../value/unknown";
import { fillDefaults } from "./fill-defaults";
import { isMatch, isSemanticallyEqual, matchElements } from "./match-elements";

/**
 * Plans an object from its configuration and its stored state. The function is pure.
 * - A configured value is planned as configured, or as stored when the meaning is the same.
 * - A value that is not configured is its default. Without a default, a computed value is planned as stored.
 * - A write-only value is null.
 * - If any of that changes the object, computed values without `keep` become unknown.
 * @param prior null when the object is new.
 */
export function planObject(
  type: ObjectType<Attribute>,
  config: ObjectValue,
  prior: ObjectValue | null,
): ObjectValue {
  if (prior === null) return planMembers(type, config, undefined, true);
  const unchanged = planMembers(type, config, prior, false);
  return changesObject(type, prior, unchanged) ? planMembers(type, config, prior, true) : unchanged;
}

/** Whether a plan changes the object itself. Attributes for the provider only do not count. */
export function changesObject(
  { attributes }: ObjectType<Attribute>,
  prior: ObjectValue,
  planned: ObjectValue,
): boolean {
  return Object.entries(attributes).some(
    ([name, { type, providerOnly }]) =>
      !providerOnly && !equal(type, prior[name] ?? null, planned[name] ?? null),
  );
}

/** The planned value of an attribute that only apply can tell, with what the schema promises about it. */
export function unknownFor(attribute: Attribute): Value {
  if (attribute.nullable) return UNKNOWN;
  return attribute.prefix === undefined ? UNKNOWN_NOT_NULL : unknownWithPrefix(attribute.prefix);
}

function planMembers(
  { attributes }: ObjectType<Attribute>,
  config: ObjectValue,
  prior: ObjectValue | undefined,
  changed: boolean,
): ObjectValue {
  const planned = Object.entries(attributes).map(([name, attribute]) => [
    name,
    planAttribute(attribute, config[name] ?? null, prior?.[name], changed),
  ]);
  return Object.fromEntries(planned);
}

/** @param prior undefined when there is no stored value to compare with. */
function planAttribute(
  attribute: Attribute,
  config: Value,
  prior: Value | undefined,
  changed: boolean,
): Value {
  if (attribute.writeOnly) return null;
  const wanted = config ?? attribute.default ?? null;
  if (wanted === null) return attribute.computed ? planComputed(attribute, prior, changed) : null;
  const planned = planValue(attribute.type, wanted, prior, changed);
  return isSemanticallyEqual(attribute, prior, planned) ? prior : planned;
}

function planComputed(attribute: Attribute, prior: Value | undefined, changed: boolean): Value {
  if (prior === undefined) return unknownFor(attribute);
  if (!changed) return prior;
  const worthKeeping = prior !== null || attribute.nullable;
  return attribute.keep && worthKeeping ? prior : unknownFor(attribute);
}

/** Plans a configured value, with the defaults and computed values inside it. */
function planValue(
  type: ValueType<Attribute>,
  config: Value,
  prior: Value | undefined,
  changed: boolean,
): Value {
  if (isUnknown(config)) return config;
  if (type.kind === "object" && isRecord(config)) {
    return planMembers(type, config, isRecord(prior) ? prior : undefined, changed);
  }
  if (!("element" in type) || type.element.kind !== "object") return config;
  const { element } = type;
  if (isArray(config)) {
    const stored = isArray(prior) ? prior : [];
    const partners = type.kind === "list" ? stored : storedFor(element, config, stored);
    return config.map((value, index) => planElement(element, value, partners[index], changed));
  }
  if (!isRecord(config)) return config;
  const stored = isRecord(prior) ? prior : {};
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, planElement(element, value, stored[key], changed)]),
  );
}

/**
 * Terraform wants write-only values planned as null, even inside an unknown element. So such an element has
 * members.
 */
function planElement(
  element: ObjectType<Attribute>,
  config: Value,
  prior: Value | undefined,
  changed: boolean,
): Value {
  const attributes = Object.entries(element.attributes);
  if (!isUnknown(config) || !attributes.some(([, { writeOnly }]) => writeOnly)) {
    return planValue(element, config, prior, changed);
  }
  return Object.fromEntries(attributes.map(([name, { writeOnly }]) => [name, writeOnly ? null : UNKNOWN]));
}

/** Finds the stored element that each configured element of a set became. */
function storedFor(
  element: ObjectType<Attribute>,
  config: readonly Value[],
  stored: readonly Value[],
): readonly (Value | undefined)[] {
  const wanted = config.map((value) => (isRecord(value) ? fillDefaults(element, value) : value));
  return matchElements(wanted, stored, (value, partner) =>
    isMatch(element, value, partner, isLeftToProvider),
  );
}

function isLeftToProvider(config: Value, attribute: Attribute | null): boolean {
  return config === null && attribute?.computed === true;
}
