import type { Typed, Value, ValueType } from "../value/type";
import type { Relation } from "./relation";
import type { Validator } from "./validator";

/** The operations that can have a time limit. */
export type TimedOperation = "create" | "read" | "update" | "delete";

/** Durations (`90s`, `20m`, `1h30m`) by operation. */
export type TimeoutDefaults = { readonly [Operation in TimedOperation]?: string };

/** Who sets an attribute: the configuration must, the configuration may, or only the provider does. */
export type Presence = "required" | "optional" | "computed";

/** The TypeScript types of one attribute, by the stage of its value. */
export interface AttributeTypes {
  /** In the configuration. The value may be unknown. */
  readonly config: unknown;
  /** In a configuration without unknowns. Defaults are filled in, computed values are null. */
  readonly known: unknown;
  /** While planning. The value may be unknown. */
  readonly planned: unknown;
  /** At apply. Configured values are known, computed values may be unknown. */
  readonly plan: unknown;
  /** In the state. The value is known. */
  readonly state: unknown;
  /** In the state that `import` leaves for `read`, when `import` does not return the attribute. */
  readonly imported: unknown;
  /** As a default in code. The value is known, and null where a configuration may leave it out. */
  readonly given: unknown;
}

/**
 * One attribute of a schema. The builders `required`, `optional` and `computed` make it. The wire schema, the
 * inferred types, validation and planning all follow from it.
 */
export interface Attribute<Types extends AttributeTypes = AttributeTypes> extends Typed {
  readonly type: ValueType<Attribute>;
  readonly presence: Presence;
  /** Markdown. */
  readonly description: string;
  readonly validate: readonly Validator<Value>[];
  /** The planned value when the configuration has none. Undefined means that there is no default. */
  readonly default: Value | undefined;
  /** The provider chooses the value when the configuration has none. */
  readonly computed: boolean;
  /** The value is planned as stored, whatever else changes. */
  readonly keep: boolean;
  /** A change of the value needs a new object. */
  readonly replace: boolean;
  readonly sensitive: boolean;
  /** Only the configuration holds the value. No plan and no state does. */
  readonly writeOnly: boolean;
  /** A known computed value may be null. */
  readonly nullable: boolean;
  /** The beginning of every value of a computed string. Undefined means that nothing is promised. */
  readonly prefix: string | undefined;
  /** The value tells the provider what to do. The API never sees it. */
  readonly providerOnly: boolean;
  /** Only in the attribute `timeouts`: how long each operation may take by default. */
  readonly timeouts?: TimeoutDefaults;
  /** Marks the attribute as deprecated and says what to use instead. */
  readonly deprecated: string | undefined;
  /** Whether two values mean the same. If so, the state keeps the stored form. */
  readonly same: ((stored: Value, other: Value) => boolean) | undefined;
  /** Rules about which attributes of a nested object are set together. */
  readonly relations: readonly Relation[];
  /** Carries the inferred types. It does not exist at run time. */
  readonly types?: Types;
}

/** The attributes of a schema or of a nested object, by name. */
export type Attributes = Readonly<Record<string, Attribute>>;
