import { isUnknown, type Unknown } from "./unknown";

/**
 * Any value between Terraform and a provider. Lists and sets are arrays. Maps and objects are plain records.
 */
export type Value =
  | null
  | string
  | number
  | bigint
  | boolean
  | Unknown
  | readonly Value[]
  | { readonly [name: string]: Value };

/** An object's value, with one entry for every attribute of its type. */
export type ObjectValue = { readonly [name: string]: Value };

/** Anything that has a value type, such as an attribute of a schema. */
export interface Typed {
  readonly type: ValueType;
}

export interface PrimitiveType {
  readonly kind: "string" | "number" | "bool";
}

export interface CollectionType<A extends Typed = Typed> {
  readonly kind: "list" | "set" | "map";
  readonly element: ValueType<A>;
}

export interface ObjectType<A extends Typed = Typed> {
  readonly kind: "object";
  readonly attributes: Readonly<Record<string, A>>;
  /** Marks a plain object: its members have only a type, while nested attributes have options too. */
  readonly plain?: true;
}

/** A Terraform type. */
export type ValueType<A extends Typed = Typed> = PrimitiveType | CollectionType<A> | ObjectType<A>;

/** Whether a value is a map or an object, and neither null nor unknown. */
export function isRecord(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/** Whether a value is a list or a set, and neither null nor unknown. */
export function isArray(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/** The type of a collection's elements. */
export function elementType(type: ValueType): ValueType {
  if ("element" in type) return type.element;
  throw new TypeError(`a ${type.kind} has no elements`);
}

/** The type of one member of a map or an object. */
export function memberType(type: ValueType, name: string): ValueType {
  if (type.kind !== "object") return elementType(type);
  const attribute = type.attributes[name];
  if (attribute === undefined) throw new TypeError(`there is no attribute ${name}`);
  return attribute.type;
}

/** The names of a value's members: the attributes of an object, or the keys of a map. */
export function memberNames(type: ValueType, value: ObjectValue): readonly string[] {
  return Object.keys(type.kind === "object" ? type.attributes : value);
}
