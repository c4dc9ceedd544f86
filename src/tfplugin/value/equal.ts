import { numberKey } from "./number";
import { elementType, isArray, memberNames, memberType, type Value, type ValueType } from "./type";
import { isUnknown } from "./unknown";

/**
 * Whether two values of a type are equal to Terraform. Order does not matter in sets, 1 equals 1n, and any
 * unknown equals any other.
 */
export function equal(type: ValueType, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left !== "object" && typeof right !== "object" && type.kind !== "number") return false;
  return valueKey(type, left) === valueKey(type, right);
}

/** A text that two values share exactly when they are equal to Terraform. */
export function valueKey(type: ValueType, value: Value): string {
  if (value === null) return "null";
  if (isUnknown(value)) return "unknown";
  if (typeof value === "number" || typeof value === "bigint") return numberKey(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (isArray(value)) {
    const keys = value.map((element) => valueKey(elementType(type), element));
    return `[${(type.kind === "set" ? [...new Set(keys)].sort() : keys).join()}]`;
  }
  const names = [...memberNames(type, value)].sort();
  const members = names.map(
    (name) => `${JSON.stringify(name)}:${valueKey(memberType(type, name), value[name] ?? null)}`,
  );
  return `{${members.join()}}`;
}
