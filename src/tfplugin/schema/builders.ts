import type { CollectionType, ObjectType, PrimitiveType, Value, ValueType } from "../value/type";
import type { Attribute, Attributes, Presence } from "./attribute";
import type { Only, OptionalOptions, RequiredOptions } from "./options";
import type { ArrayOf, MapOf, ObjectOf, OptionsFor, Plain, Shape, TypesFor } from "./types";
import type { Validator } from "./validator";

type Collection = CollectionType["kind"];

type CollectionOf<K extends Collection, S extends Shape> = K extends "map" ? MapOf<S> : ArrayOf<S>;

/** Makes an attribute of one shape from its options. */
type Build<P extends Presence, S extends Shape> = <const O extends OptionsFor<P, S>>(
  options: Only<O, OptionsFor<P, S>>,
) => Attribute<TypesFor<P, S, O>>;

type NestedIn<K extends Collection | "single", A extends Attributes> = K extends Collection
  ? CollectionOf<K, ObjectOf<A>>
  : ObjectOf<A>;

/** Makes a nested attribute from its options and its own attributes. */
type BuildNested<P extends Presence, K extends Collection | "single"> = <
  const A extends Attributes,
  const O extends OptionsFor<P, NestedIn<K, A>>,
>(
  options: Only<O, OptionsFor<P, NestedIn<K, A>> & { attributes: A }> & { readonly attributes: A },
) => Attribute<TypesFor<P, NestedIn<K, A>, O>>;

interface Elements<P extends Presence, K extends Collection> {
  readonly string: Build<P, CollectionOf<K, Plain<string>>>;
  readonly number: Build<P, CollectionOf<K, Plain<number>>>;
  readonly bool: Build<P, CollectionOf<K, Plain<boolean>>>;
  readonly object: BuildNested<P, K>;
}

/** The attribute builders of one presence: `required.string({…})`, `required.set.string({…})`, `required.object({…})`. */
export interface Builders<P extends Presence> {
  readonly string: Build<P, Plain<string>>;
  readonly number: Build<P, Plain<number>>;
  readonly bool: Build<P, Plain<boolean>>;
  readonly object: BuildNested<P, "single">;
  readonly list: Elements<P, "list">;
  readonly set: Elements<P, "set">;
  readonly map: Elements<P, "map">;
}

/** Attributes the configuration must set. */
export const required: Builders<"required"> = buildersFor("required");

/** Attributes the configuration may set; with `default` or `computed` they are never left open. */
export const optional: Builders<"optional"> = buildersFor("optional");

/** Attributes only the provider sets. */
export const computed: Builders<"computed"> = buildersFor("computed");

interface ErasedOptions
  extends RequiredOptions<Value>,
    Pick<OptionalOptions<Value>, "default" | "computed" | "keep" | "nullable"> {
  readonly attributes?: Attributes;
}

function buildersFor<P extends Presence>(presence: P): Builders<P> {
  const primitive = (kind: PrimitiveType["kind"]) => (options: ErasedOptions) =>
    attribute(presence, { kind }, options);
  const single = (options: ErasedOptions) => attribute(presence, objectType(options), options);
  const elements = (kind: Collection) => {
    const of = (element: PrimitiveType["kind"]) => (options: ErasedOptions) =>
      attribute(presence, { kind, element: { kind: element } }, options);
    const object = (options: ErasedOptions) =>
      attribute(presence, { kind, element: objectType(options) }, options);
    return { string: of("string"), number: of("number"), bool: of("bool"), object };
  };
  const builders = {
    string: primitive("string"),
    number: primitive("number"),
    bool: primitive("bool"),
    object: single,
    list: elements("list"),
    set: elements("set"),
    map: elements("map"),
  };
  // The run-time builders accept every option; which ones exist for a presence is checked by the types alone.
  return builders as unknown as Builders<P>;
}

function objectType({ attributes = {} }: ErasedOptions): ObjectType<Attribute> {
  return { kind: "object", attributes };
}

function attribute(presence: Presence, type: ValueType<Attribute>, options: ErasedOptions): Attribute {
  return {
    presence,
    type,
    description: options.description,
    validate: (options.validate ?? []) as readonly Validator<Value>[],
    default: options.default,
    computed: presence === "computed" || options.computed === true || options.default !== undefined,
    keep: options.keep === true,
    replace: options.replace === true,
    sensitive: options.sensitive === true,
    writeOnly: options.writeOnly === true,
    nullable: options.nullable === true,
    deprecated: options.deprecated,
    same: options.same,
  };
}
