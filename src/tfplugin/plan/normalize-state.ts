import type { Attribute } from "../schema/attribute";
import { conformObject } from "../value/conform";
import type { Path } from "../value/path";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "../value/type";
import { containsUnknown, isUnknown } from "../value/unknown";

/** Reports that a handler's result breaks a rule, and where. The path is empty for the object as a whole. */
export type Refuse = (path: Path, problem: string) => void;

/**
 * Turns a handler's result into a state. A state has every attribute of the schema, no write-only value and
 * nothing unknown. A value that does not fit becomes null, and `refuse` reports it.
 */
export function normalizeState(type: ObjectType<Attribute>, returned: unknown, refuse: Refuse): ObjectValue {
  if (!isRecord(returned)) refuse([], "the handler did not return an object");
  const given = isRecord(returned) ? returned : {};
  return normalizeMembers(
    type,
    conformObject(type, given, ({ path, problem }) => refuse(path, problem)),
    [],
    refuse,
  );
}

function normalizeMembers(
  { attributes }: ObjectType<Attribute>,
  value: ObjectValue,
  path: Path,
  refuse: Refuse,
): ObjectValue {
  const members = Object.entries(attributes).map(([name, attribute]): [string, Value] => {
    if (attribute.writeOnly) return [name, null];
    return [name, normalizeValue(attribute.type, value[name] ?? null, [...path, name], refuse)];
  });
  return Object.fromEntries(members);
}

function normalizeValue(type: ValueType<Attribute>, value: Value, path: Path, refuse: Refuse): Value {
  if (type.kind === "object" && isRecord(value)) return normalizeMembers(type, value, path, refuse);
  const isNested = "element" in type && type.element.kind === "object";
  if (isUnknown(value) || (!isNested && containsUnknown(value))) {
    refuse(path, "is still unknown");
    return null;
  }
  if (!isNested) return value;
  const { element } = type;
  if (isArray(value))
    return value.map((each, index) => normalizeValue(element, each, [...path, index], refuse));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, each]) => [
    key,
    normalizeValue(element, each, [...path, key], refuse),
  ]);
  return Object.fromEntries(members);
}
