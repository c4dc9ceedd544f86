import type { Unknown } from "../value/unknown";
import type { Attribute, Attributes, AttributeTypes, Presence } from "./attribute";
import type { ComputedOptions, OptionalOptions, RequiredOptions } from "./options";
import type { Schema } from "./schema";
import type { Members, ValueOf } from "./type-of";

/** The types of a value that is present. Presence (required, optional, computed) comes on top. */
export interface Shape extends Omit<AttributeTypes, "imported"> {}

/** A string, number or bool. */
export interface Plain<T> extends Shape {
  readonly config: T;
  readonly known: T;
  readonly planned: T;
  readonly plan: T;
  readonly state: T;
  readonly given: T;
}

/** A list or set. */
export interface ArrayOf<S extends Shape> extends Shape {
  readonly config: readonly (S["config"] | Unknown)[];
  readonly known: readonly S["known"][];
  readonly planned: readonly (S["planned"] | Unknown)[];
  readonly plan: readonly S["plan"][];
  readonly state: readonly S["state"][];
  readonly given: readonly S["given"][];
}

/** A map with string keys. */
export interface MapOf<S extends Shape> extends Shape {
  readonly config: Readonly<Record<string, S["config"] | Unknown>>;
  readonly known: Readonly<Record<string, S["known"]>>;
  readonly planned: Readonly<Record<string, S["planned"] | Unknown>>;
  readonly plan: Readonly<Record<string, S["plan"]>>;
  readonly state: Readonly<Record<string, S["state"]>>;
  readonly given: Readonly<Record<string, S["given"]>>;
}

/** A nested object. */
export interface ObjectOf<A extends Attributes> extends Shape {
  readonly config: Each<A, "config">;
  readonly known: Each<A, "known">;
  readonly planned: Each<A, "planned">;
  readonly plan: Each<A, "plan">;
  readonly state: Each<A, "state">;
  readonly given: Given<A>;
}

/** A value that has only a type. Any part of it may be unknown. */
export interface OnlyTyped<T> extends Shape {
  readonly config: WithUnknowns<T>;
  readonly known: T;
  readonly planned: WithUnknowns<T>;
  readonly plan: T;
  readonly state: T;
  readonly given: T;
}

/** The values of a type, with unknowns at any depth. */
type WithUnknowns<T> = T extends readonly (infer E)[]
  ? readonly (WithUnknowns<E> | Unknown)[]
  : T extends object
    ? { readonly [Name in keyof T]: WithUnknowns<T[Name]> | Unknown }
    : T;

/** An object whose members have only a type. Any of them may be null. */
export interface PlainObject<M extends Members> extends Shape {
  readonly config: WithUnknowns<MembersOf<M>>;
  readonly known: MembersOf<M>;
  readonly planned: WithUnknowns<MembersOf<M>>;
  readonly plan: MembersOf<M>;
  readonly state: MembersOf<M>;
  readonly given: Partial<MembersOf<M>>;
}

type MembersOf<M extends Members> = { readonly [Name in keyof M]: ValueOf<M[Name]> | null };

type TypesOf<A> = A extends Attribute<infer T> ? T : never;
type Each<A extends Attributes, Stage extends keyof AttributeTypes> = {
  readonly [Name in keyof A]: TypesOf<A[Name]>[Stage];
};

type MayBeLeftOut<A extends Attributes> = {
  [Name in keyof A]: null extends TypesOf<A[Name]>["given"] ? Name : never;
}[keyof A];
type Given<A extends Attributes> = {
  readonly [Name in Exclude<keyof A, MayBeLeftOut<A>>]: TypesOf<A[Name]>["given"];
} & {
  readonly [Name in MayBeLeftOut<A>]?: TypesOf<A[Name]>["given"];
};

/** A write-only attribute. Only the configuration holds its value. */
export interface WriteOnly<Config, Given> extends AttributeTypes {
  readonly config: Config;
  readonly known: null;
  readonly planned: null;
  readonly plan: null;
  readonly state: null;
  readonly imported: null;
  readonly given: Given;
}

/** The types of a required attribute. */
export type RequiredTypes<S extends Shape, Options> = Options extends { readonly writeOnly: true }
  ? WriteOnly<S["config"] | Unknown, S["given"]>
  : {
      readonly config: S["config"] | Unknown;
      readonly known: S["known"];
      readonly planned: S["planned"] | Unknown;
      readonly plan: S["plan"];
      readonly state: S["state"];
      readonly imported: S["state"] | null;
      readonly given: S["given"];
    };

/** The types of an optional attribute: write-only, with a default, chosen by the provider, or plain. */
export type OptionalTypes<S extends Shape, Options> = Options extends { readonly writeOnly: true }
  ? WriteOnly<S["config"] | null | Unknown, S["given"] | null>
  : Options extends { readonly default: unknown }
    ? {
        readonly config: S["config"] | null | Unknown;
        readonly known: S["known"];
        readonly planned: S["planned"] | Unknown;
        readonly plan: S["plan"];
        readonly state: S["state"];
        readonly imported: Options extends { readonly replace: true } ? S["state"] | null : S["state"];
        readonly given: S["given"] | null;
      }
    : Options extends { readonly computed: true }
      ? {
          readonly config: S["config"] | null | Unknown;
          readonly known: S["known"] | null;
          readonly planned: S["planned"] | null | Unknown;
          readonly plan: S["plan"] | null | Unknown;
          readonly state: Nullable<S["state"], Options>;
          readonly imported: S["state"] | null;
          readonly given: S["given"] | null;
        }
      : {
          readonly config: S["config"] | null | Unknown;
          readonly known: S["known"] | null;
          readonly planned: S["planned"] | null | Unknown;
          readonly plan: S["plan"] | null;
          readonly state: S["state"] | null;
          readonly imported: S["state"] | null;
          readonly given: S["given"] | null;
        };

/** The types of a computed attribute. */
export type ComputedTypes<S extends Shape, Options> = {
  readonly config: null;
  readonly known: null;
  readonly planned: S["planned"] | null | Unknown;
  readonly plan: S["planned"] | null | Unknown;
  readonly state: Nullable<S["state"], Options>;
  readonly imported: S["state"] | null;
  readonly given: null;
};

/** The options of an attribute, by its presence. */
export type OptionsFor<P extends Presence, S extends Shape> = P extends "required"
  ? RequiredOptions<S["state"]>
  : P extends "optional"
    ? OptionalOptions<S["state"], S["given"]>
    : ComputedOptions<S["state"]>;

/** The types of an attribute, by its presence. */
export type TypesFor<P extends Presence, S extends Shape, Options> = P extends "required"
  ? RequiredTypes<S, Options>
  : P extends "optional"
    ? OptionalTypes<S, Options>
    : ComputedTypes<S, Options>;

type Nullable<T, Options> = Options extends { readonly nullable: true } ? T | null : T;

type AttributesOf<S> = S extends Schema<infer A> ? A : never;

/**
 * What a configuration holds. Any value may be unknown, optional values may be null, computed values are
 * null.
 */
export type ConfigOf<S extends Schema> = Each<AttributesOf<S>, "config">;

/** What a known configuration holds. Defaults are filled in, computed values are null. */
export type KnownOf<S extends Schema> = Each<AttributesOf<S>, "known">;

/** What a plan holds while planning. Any value may be unknown. */
export type PlannedOf<S extends Schema> = Each<AttributesOf<S>, "planned">;

/** What create and update receive as plan. Only computed values may be unknown. */
export type PlanOf<S extends Schema> = Each<AttributesOf<S>, "plan">;

/** What a state holds. Every value is known. */
export type StateOf<S extends Schema> = Each<AttributesOf<S>, "state">;

/** The names of a schema's attributes. */
export type NameOf<S extends Schema> = keyof AttributesOf<S>;

/**
 * What `read` receives. The attributes `K` have the types of the state. Any other is null right after an
 * import, unless it has a default. A default with the option `replace` does not count, because the object may
 * have another value.
 */
export type StoredOf<S extends Schema, K extends NameOf<S> = NameOf<S>> = {
  readonly [Name in NameOf<S>]: TypesOf<AttributesOf<S>[Name]>[Name extends K ? "state" : "imported"];
};
