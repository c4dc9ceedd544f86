import { isArray, isRecord, type ObjectType, type ObjectValue, type Value, type ValueType } from "./type";

/** Returns an attribute's new value. The value it receives is null when the attribute has none. */
type Pick<Attribute> = (attribute: Attribute, value: Value) => Value;

/** Applies `pick` to the value of every attribute, at every depth. */
export function mapAttributes<Attribute extends { readonly type: ValueType<Attribute> }>(
  { attributes }: ObjectType<Attribute>,
  object: ObjectValue,
  pick: Pick<Attribute>,
): ObjectValue {
  const picked = Object.entries(attributes).map(([name, attribute]) => [
    name,
    within(attribute.type, pick(attribute, object[name] ?? null), pick),
  ]);
  return Object.fromEntries(picked);
}

function within<Attribute extends { readonly type: ValueType<Attribute> }>(
  type: ValueType<Attribute>,
  value: Value,
  pick: Pick<Attribute>,
): Value {
  if (type.kind === "object") return isRecord(value) ? mapAttributes(type, value, pick) : value;
  if (!("element" in type) || type.element.kind !== "object") return value;
  const { element } = type;
  if (isArray(value)) return value.map((each) => within(element, each, pick));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, within(element, each, pick)]));
}
