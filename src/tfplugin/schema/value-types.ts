import type { ObjectType, PrimitiveType, ValueType } from "../value/type";
import type { Attribute } from "./attribute";
import { makeAttribute } from "./make-attribute";

/** A type of Terraform's type language together with the TypeScript type of its values. */
export interface TypeOf<T, V extends ValueType<Attribute> = ValueType<Attribute>> {
  readonly type: V;
  /** Carries the inferred type; never present at run time. */
  readonly holds?: T;
}

/** The TypeScript type of a Terraform type's values. */
export type ValueOf<T> = T extends TypeOf<infer V> ? V : never;

type ElementType = PrimitiveType | ObjectType<Attribute>;
/** The types of an object's members, by name. */
export type Members = Readonly<Record<string, TypeOf<unknown>>>;

/** Any member of an object may be null: Terraform has no way to forbid it. */
type ObjectOfMembers<M extends Members> = { readonly [Name in keyof M]: ValueOf<M[Name]> | null };

/**
 * Terraform's types, for the parameters and the result of a function: `types.list(types.string)`,
 * `types.object({ name: types.string, ports: types.set(types.number) })`.
 */
export const types = {
  string: primitive<string>("string"),
  number: primitive<number>("number"),
  bool: primitive<boolean>("bool"),
  list: <T>({ type }: TypeOf<T, ElementType>): TypeOf<readonly T[]> => ({
    type: { kind: "list", element: type },
  }),
  set: <T>({ type }: TypeOf<T, ElementType>): TypeOf<readonly T[]> => ({
    type: { kind: "set", element: type },
  }),
  map: <T>({ type }: TypeOf<T, ElementType>): TypeOf<Readonly<Record<string, T>>> => ({
    type: { kind: "map", element: type },
  }),
  object: <M extends Members>(members: M): TypeOf<ObjectOfMembers<M>, ObjectType<Attribute>> => ({
    type: {
      kind: "object",
      plain: true,
      attributes: Object.fromEntries(Object.entries(members).map(([name, { type }]) => [name, member(type)])),
    },
  }),
};

function primitive<T>(kind: PrimitiveType["kind"]): TypeOf<T, PrimitiveType> {
  return { type: { kind } };
}

function member(type: ValueType<Attribute>): Attribute {
  return makeAttribute("optional", type, { description: "" });
}
