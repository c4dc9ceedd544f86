import { isUnknown, type Unknown } from "./unknown";

/** Any value that travels between Terraform and a provider. Sets are arrays, maps and objects are plain records. */
export type Value =
  | null
  | string
  | number
  | bigint
  | boolean
  | Unknown
  | readonly Value[]
  | { readonly [name: string]: Value };

/** The value of an object: one entry for every attribute of its type. */
export type ObjectValue = { readonly [name: string]: Value };

/** Anything that has a value type; the attributes of a schema do. */
export interface Typed {
  readonly type: ValueType;
}

export interface PrimitiveType {
  readonly kind: "string" | "number" | "bool";
}

export interface CollectionType<A extends Typed = Typed> {
  readonly kind: "list" | "set" | "map";
  readonly element: PrimitiveType | ObjectType<A>;
}

export interface ObjectType<A extends Typed = Typed> {
  readonly kind: "object";
  readonly attributes: Readonly<Record<string, A>>;
  /** An object of Terraform's type language rather than nested attributes: its members have nothing but a type. */
  readonly plain?: true;
}

/** The type of a value as Terraform sees it. */
export type ValueType<A extends Typed = Typed> = PrimitiveType | CollectionType<A> | ObjectType<A>;

/** Narrows a value that is known to be of an object or map type and neither null nor unknown. */
export function isRecord(value: unknown): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/** Narrows a value that is a known list or set. */
export function isArray(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}

/** The type of a collection's elements. */
export function elementType(type: ValueType): PrimitiveType | ObjectType {
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

/** The names a value of the type has: those of the attributes, or the keys of a map. */
export function memberNames(type: ValueType, value: ObjectValue): readonly string[] {
  return Object.keys(type.kind === "object" ? type.attributes : value);
}
