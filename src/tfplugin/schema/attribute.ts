import type { Typed, Value, ValueType } from "../value/type";
import type { Validator } from "./validator";

/** What can be given a time to finish in. */
export type TimedOperation = "create" | "read" | "update" | "delete";

/** Durations (`90s`, `20m`, `1h30m`) by operation. */
export type TimeoutDefaults = { readonly [Operation in TimedOperation]?: string };

/** Who gives an attribute its value: the configuration must, the configuration may, or only the provider does. */
export type Presence = "required" | "optional" | "computed";

/** The TypeScript types one attribute has, by the stage its value is in. */
export interface AttributeTypes {
  /** In the configuration: may be unknown. */
  readonly config: unknown;
  /** In a configuration of which everything is known: defaults filled in, computed values null. */
  readonly known: unknown;
  /** While planning: anything may still be unknown. */
  readonly planned: unknown;
  /** At apply: what came from the configuration is known, computed values may be unknown. */
  readonly plan: unknown;
  /** In the state: known. */
  readonly state: unknown;
  /** Written in code as a default: known, and null where a configuration could leave it out. */
  readonly given: unknown;
}

/**
 * One attribute of a schema. Made by the builders `required`, `optional` and `computed`; the same object drives the
 * wire schema, the inferred types, validation and planning.
 */
export interface Attribute<Types extends AttributeTypes = AttributeTypes> extends Typed {
  readonly type: ValueType<Attribute>;
  readonly presence: Presence;
  /** Markdown. */
  readonly description: string;
  readonly validate: readonly Validator<Value>[];
  /** The planned value when the configuration has none; undefined when there is no default. */
  readonly default: Value | undefined;
  /** The provider may choose the value when the configuration leaves it out. */
  readonly computed: boolean;
  /** Planned as the prior value, whatever else changes. */
  readonly keep: boolean;
  /** A change of the value needs a new object. */
  readonly replace: boolean;
  readonly sensitive: boolean;
  /** The value is only ever in the configuration, never in a plan or state. */
  readonly writeOnly: boolean;
  /** A computed value may be null once it is known. */
  readonly nullable: boolean;
  /** What a computed string will start with, whatever its value; undefined when that cannot be said. */
  readonly prefix: string | undefined;
  /** Tells the provider what to do, and is no part of the object: the API never sees it. */
  readonly providerOnly: boolean;
  /** How long the operations of the resource may take, when this is its `timeouts` attribute. */
  readonly timeouts?: TimeoutDefaults;
  /** What to use instead, for an attribute that is on its way out. */
  readonly deprecated: string | undefined;
  /** Equal by meaning: the stored form is kept when the meaning is the same. */
  readonly same: ((stored: Value, other: Value) => boolean) | undefined;
  /** Carries the inferred types; never present at run time. */
  readonly types?: Types;
}

/** The attributes of a schema or of a nested object, by name. */
export type Attributes = Readonly<Record<string, Attribute>>;
