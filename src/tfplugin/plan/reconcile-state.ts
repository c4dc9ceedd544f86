import type { Diagnostics } from "../define/diagnostics";
import type { Attribute } from "../schema/attribute";
import { equal } from "../value/equal";
import { formatPath, type Path } from "../value/path";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { isUnknown } from "../value/unknown";
import { isMatch, isSemanticallyEqual, matchElements } from "./match-elements";
import { normalizeState, type Refuse } from "./normalize-state";

/**
 * Turns the result of create or update into a state that Terraform accepts. A value equal in meaning to the
 * planned one keeps its planned form. A value that differs goes into the state as it is, and an error names
 * the attribute.
 */
export function reconcileApplied(
  type: ObjectType<Attribute>,
  planned: ObjectValue,
  returned: unknown,
  diagnostics: Diagnostics,
): ObjectValue {
  const refuse = refusal("Unexpected result after apply", diagnostics);
  return reconcileMembers(type, planned, normalizeState(type, returned, refuse), [], refuse);
}

/**
 * Turns the result of a data source or an ephemeral resource into an answer. Configured values keep their
 * configured form. An attribute that has no value, though it must not be null, is an error.
 */
export function reconcileLookedUp(
  type: ObjectType<Attribute>,
  planned: ObjectValue,
  returned: unknown,
  diagnostics: Diagnostics,
): ObjectValue {
  const refuse = refusal("Unexpected object read", diagnostics);
  return reconcileMembers(type, planned, normalizeState(type, returned, refuse), [], refuse);
}

/**
 * Turns the result of read into the new state. A value equal in meaning to the stored one keeps its stored
 * form. Attributes for the provider only keep their stored values, because the object does not have them.
 */
export function reconcileRead(
  type: ObjectType<Attribute>,
  stored: ObjectValue,
  returned: unknown,
  diagnostics: Diagnostics,
): ObjectValue {
  const actual = normalizeState(type, returned, refusal("Unexpected object read", diagnostics));
  return keepStoredForms(type, stored, actual);
}

/**
 * The state of an object that is made in part. A value that does not fit its type becomes null without an
 * error.
 */
export function partialState(type: ObjectType<Attribute>, parts: ObjectValue): ObjectValue {
  return normalizeState(type, parts, () => {});
}

function reconcileMembers(
  { attributes }: ObjectType<Attribute>,
  planned: ObjectValue,
  actual: ObjectValue,
  path: Path,
  refuse: Refuse,
): ObjectValue {
  const reconciled = Object.entries(attributes).map(([name, attribute]) => [
    name,
    reconcileAttribute(attribute, planned[name] ?? null, actual[name] ?? null, [...path, name], refuse),
  ]);
  return Object.fromEntries(reconciled);
}

function reconcileAttribute(
  attribute: Attribute,
  planned: Value,
  actual: Value,
  path: Path,
  refuse: Refuse,
): Value {
  if (isUnknown(planned)) {
    if (actual === null && !attribute.nullable) refuse(path, "was left without a value");
    const { prefix } = attribute;
    const promised = attribute.presence === "computed" && prefix !== undefined;
    if (promised && typeof actual === "string" && !actual.startsWith(prefix)) {
      refuse(path, `does not start with ${JSON.stringify(prefix)}`);
    }
    return actual;
  }
  if (isSemanticallyEqual(attribute, planned, actual)) return planned;
  return reconcileValue(attribute.type, planned, actual, path, refuse);
}

function reconcileValue(
  type: ValueType<Attribute>,
  planned: Value,
  actual: Value,
  path: Path,
  refuse: Refuse,
): Value {
  if (equal(type, planned, actual)) return planned;
  if (isUnknown(planned)) return actual;
  if (type.kind === "object" && isRecord(planned) && isRecord(actual)) {
    return reconcileMembers(type, planned, actual, path, refuse);
  }
  if (type.kind === "list" && isArray(planned) && isArray(actual) && planned.length === actual.length) {
    return planned.map((value, index) =>
      reconcileValue(type.element, value, actual[index] ?? null, [...path, index], refuse),
    );
  }
  if (type.kind === "map" && isRecord(planned) && isRecord(actual) && haveTheSameKeys(planned, actual)) {
    const members = Object.entries(planned).map(([key, value]) => [
      key,
      reconcileValue(type.element, value, actual[key] ?? null, [...path, key], refuse),
    ]);
    return Object.fromEntries(members);
  }
  if (type.kind === "set" && isArray(planned) && isArray(actual)) {
    if (!isMatch(type, planned, actual, isUnknown)) refuse(path, "differs from what was planned");
    const origins = matchedOrigins(type.element, planned, actual);
    return actual.map((value, index) => {
      const origin = origins[index];
      return origin === undefined ? value : reconcileValue(type.element, origin, value, path, refuse);
    });
  }
  refuse(path, "differs from what was planned");
  return actual;
}

function haveTheSameKeys(left: ObjectValue, right: ObjectValue): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key));
}

function keepStoredForms(
  { attributes }: ObjectType<Attribute>,
  stored: ObjectValue,
  actual: ObjectValue,
): ObjectValue {
  const kept = Object.entries(attributes).map(([name, attribute]) => [
    name,
    keepStoredForm(attribute, stored[name] ?? null, actual[name] ?? null),
  ]);
  return Object.fromEntries(kept);
}

function keepStoredForm(attribute: Attribute, stored: Value, actual: Value): Value {
  if (stored !== null && attribute.providerOnly) return stored;
  if (isSemanticallyEqual(attribute, stored, actual)) return stored;
  return keepStoredValue(attribute.type, stored, actual);
}

function keepStoredValue(type: ValueType<Attribute>, stored: Value, actual: Value): Value {
  if (equal(type, stored, actual)) return stored;
  if (type.kind === "object" && isRecord(stored) && isRecord(actual)) {
    return keepStoredForms(type, stored, actual);
  }
  if (!("element" in type)) return actual;
  const { element } = type;
  if (isArray(stored) && isArray(actual)) {
    const origins = type.kind === "list" ? stored : matchedOrigins(element, stored, actual);
    return actual.map((value, index) => keepStoredValue(element, origins[index] ?? null, value));
  }
  if (!isRecord(stored) || !isRecord(actual)) return actual;
  const members = Object.entries(actual).map(([key, value]) => [
    key,
    keepStoredValue(element, Object.hasOwn(stored, key) ? (stored[key] ?? null) : null, value),
  ]);
  return Object.fromEntries(members);
}

/** Finds the earlier form of each element of a set. It is undefined for a new element. */
function matchedOrigins(
  element: ValueType<Attribute>,
  before: readonly Value[],
  actual: readonly Value[],
): readonly (Value | undefined)[] {
  return matchElements(actual, before, (value, origin) => isMatch(element, origin, value, isUnknown));
}

function refusal(summary: string, diagnostics: Diagnostics): Refuse {
  const told = new Set<string>();
  return (path, problem) => {
    // A value of the wrong type becomes null, so it would be reported again as missing.
    if (told.has(formatPath(path))) return;
    told.add(formatPath(path));
    const what = path.length === 0 ? problem : `attribute ${formatPath(path)} ${problem}`;
    diagnostics.error({
      summary,
      detail: `The API gave an unexpected answer, or the provider has a bug: ${what}.`,
      attribute: path,
    });
  };
}
