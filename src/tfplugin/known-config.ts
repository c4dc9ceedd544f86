import type { Attribute } from "./schema/attribute";
import {
  isArray,
  isRecord,
  type ObjectType,
  type ObjectValue,
  type Value,
  type ValueType,
} from "./value/type";

/** A configuration with its defaults filled in at every depth; what only the provider sets is null. */
export function fillDefaults({ attributes }: ObjectType<Attribute>, config: ObjectValue): ObjectValue {
  const filled = Object.entries(attributes).map(([name, attribute]) => [
    name,
    fillValue(attribute.type, config[name] ?? attribute.default ?? null),
  ]);
  return Object.fromEntries(filled);
}

function fillValue(type: ValueType<Attribute>, value: Value): Value {
  if (type.kind === "object") return isRecord(value) ? fillDefaults(type, value) : value;
  if (!("element" in type) || type.element.kind !== "object") return value;
  const { element } = type;
  if (isArray(value)) return value.map((each) => fillValue(element, each));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillValue(element, each)]));
}
