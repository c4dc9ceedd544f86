import type { ValueType } from "../value/type";
import type { Attribute } from "./attribute";

/** A Terraform type together with the TypeScript type of its values. */
export interface TypeOf<T, V extends ValueType<Attribute> = ValueType<Attribute>> {
  readonly type: V;
  /** Carries the inferred type. It does not exist at run time. */
  readonly holds?: T;
}

/** The TypeScript type of a Terraform type's values. */
export type ValueOf<T> = T extends TypeOf<infer V> ? V : never;

/** The types of an object's members, by name. */
export type Members = Readonly<Record<string, TypeOf<unknown>>>;
