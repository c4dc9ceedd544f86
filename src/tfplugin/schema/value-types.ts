import type { ObjectType, PrimitiveType, ValueType } from "../value/type";
import type { Attribute } from "./attribute";
import { makeAttribute } from "./make-attribute";
import type { Members, TypeOf, ValueOf } from "./type-of";

/** Any member of an object may be null, because Terraform has no way to forbid it. */
type ObjectOfMembers<M extends Members> = { readonly [Name in keyof M]: ValueOf<M[Name]> | null };

/**
 * Terraform's types, for the parameters and the result of a function, the members of a plain object and the
 * elements of a collection. Examples: `types.list(types.list(types.string))`,
 * `types.object({ name: types.string, ports: types.set(types.number) })`.
 */
export const types = {
  string: primitive<string>("string"),
  number: primitive<number>("number"),
  bool: primitive<boolean>("bool"),
  list: <T>({ type }: TypeOf<T>): TypeOf<readonly T[]> => ({
    type: { kind: "list", element: type },
  }),
  set: <T>({ type }: TypeOf<T>): TypeOf<readonly T[]> => ({
    type: { kind: "set", element: type },
  }),
  map: <T>({ type }: TypeOf<T>): TypeOf<Readonly<Record<string, T>>> => ({
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
