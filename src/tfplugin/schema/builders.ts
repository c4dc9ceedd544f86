import type { CollectionType, ObjectType, PrimitiveType } from "../value/type";
import type { Attribute, Attributes, Presence } from "./attribute";
import { type ErasedOptions, makeAttribute } from "./make-attribute";
import type { Only } from "./options";
import type { Relation } from "./relation";
import type { Members, TypeOf } from "./type-of";
import type {
  ArrayOf,
  MapOf,
  ObjectOf,
  OnlyTyped,
  OptionsFor,
  Plain,
  PlainObject,
  Shape,
  TypesFor,
} from "./types";
import { types } from "./value-types";

type Collection = CollectionType["kind"];

type CollectionOf<K extends Collection, S extends Shape> = K extends "map" ? MapOf<S> : ArrayOf<S>;

/** Makes an attribute of one shape from its options. */
type Build<P extends Presence, S extends Shape> = <const O extends OptionsFor<P, S>>(
  options: Only<O, OptionsFor<P, S>>,
) => Attribute<TypesFor<P, S, O>>;

type NestedIn<K extends Collection | "single", A extends Attributes> = K extends Collection
  ? CollectionOf<K, ObjectOf<A>>
  : ObjectOf<A>;

interface NestedOptions<A extends Attributes> {
  readonly attributes: A;
  /** Rules about which of the nested attributes are set together. */
  readonly relations?: readonly Relation<NoInfer<keyof A & string>>[];
}

/** Makes a nested attribute from its options and its own attributes. */
type BuildNested<P extends Presence, K extends Collection | "single"> = <
  const A extends Attributes,
  const O extends OptionsFor<P, NestedIn<K, A>>,
>(
  options: Only<O, OptionsFor<P, NestedIn<K, A>> & NestedOptions<A>> & NestedOptions<A>,
) => Attribute<TypesFor<P, NestedIn<K, A>, O>>;

type PlainIn<K extends Collection | "single", M extends Members> = K extends Collection
  ? CollectionOf<K, PlainObject<M>>
  : PlainObject<M>;

/** Makes an attribute of plain objects from its options and the types of their members. */
type BuildPlain<P extends Presence, K extends Collection | "single"> = <
  const M extends Members,
  const O extends OptionsFor<P, PlainIn<K, M>>,
>(
  options: Only<O, OptionsFor<P, PlainIn<K, M>> & { members: M }> & { readonly members: M },
) => Attribute<TypesFor<P, PlainIn<K, M>, O>>;

interface ElementOption<T> {
  /** The type of the elements, from {@link types}: `types.list(types.string)`. */
  readonly element: TypeOf<T>;
}

/** Makes a collection whose elements have any type. */
type BuildOf<P extends Presence, K extends Collection> = <
  T,
  const O extends OptionsFor<P, CollectionOf<K, OnlyTyped<T>>>,
>(
  options: Only<O, OptionsFor<P, CollectionOf<K, OnlyTyped<T>>> & ElementOption<T>> & ElementOption<T>,
) => Attribute<TypesFor<P, CollectionOf<K, OnlyTyped<T>>, O>>;

interface Elements<P extends Presence, K extends Collection> {
  readonly string: Build<P, CollectionOf<K, Plain<string>>>;
  readonly number: Build<P, CollectionOf<K, Plain<number>>>;
  readonly bool: Build<P, CollectionOf<K, Plain<boolean>>>;
  readonly object: BuildNested<P, K>;
  readonly plainObject: BuildPlain<P, K>;
  /** A collection of elements of any type, such as lists of strings. */
  readonly of: BuildOf<P, K>;
}

/**
 * The attribute builders of one presence, such as `required.string({…})` and `required.set.object({…})`.
 */
export interface Builders<P extends Presence> {
  readonly string: Build<P, Plain<string>>;
  readonly number: Build<P, Plain<number>>;
  readonly bool: Build<P, Plain<boolean>>;
  /** An object of nested attributes. Each has its own options. */
  readonly object: BuildNested<P, "single">;
  /**
   * An object whose members have only a type, from {@link types}. A configuration sets all; any may be null.
   */
  readonly plainObject: BuildPlain<P, "single">;
  readonly list: Elements<P, "list">;
  readonly set: Elements<P, "set">;
  readonly map: Elements<P, "map">;
}

/** Attributes that the configuration must set. */
export const required: Builders<"required"> = buildersFor("required");

/**
 * Attributes that the configuration may set. With `default` or `computed`, one that it leaves out gets a
 * value.
 */
export const optional: Builders<"optional"> = buildersFor("optional");

/** Attributes that only the provider sets. */
export const computed: Builders<"computed"> = buildersFor("computed");

function buildersFor<P extends Presence>(presence: P): Builders<P> {
  const primitive = (kind: PrimitiveType["kind"]) => (options: ErasedOptions) =>
    makeAttribute(presence, { kind }, options);
  const single = (options: ErasedOptions) => makeAttribute(presence, objectType(options), options);
  const plain = (options: ErasedOptions) => makeAttribute(presence, plainType(options), options);
  const elements = (kind: Collection) => {
    const of = (element: PrimitiveType["kind"]) => (options: ErasedOptions) =>
      makeAttribute(presence, { kind, element: { kind: element } }, options);
    const object = (options: ErasedOptions) =>
      makeAttribute(presence, { kind, element: objectType(options) }, options);
    const plainObject = (options: ErasedOptions) =>
      makeAttribute(presence, { kind, element: plainType(options) }, options);
    const ofType = (options: ErasedOptions) =>
      makeAttribute(presence, { kind, element: options.element?.type ?? { kind: "string" } }, options);
    return { string: of("string"), number: of("number"), bool: of("bool"), object, plainObject, of: ofType };
  };
  const builders = {
    string: primitive("string"),
    number: primitive("number"),
    bool: primitive("bool"),
    object: single,
    plainObject: plain,
    list: elements("list"),
    set: elements("set"),
    map: elements("map"),
  };
  // The builders accept every option at run time. Only the types check which options a presence has.
  return builders as unknown as Builders<P>;
}

function objectType({ attributes = {} }: ErasedOptions): ObjectType<Attribute> {
  return { kind: "object", attributes };
}

function plainType({ members = {} }: ErasedOptions): ObjectType<Attribute> {
  return types.object(members).type;
}
