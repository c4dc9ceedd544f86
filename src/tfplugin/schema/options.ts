import type { Validator } from "./validator";

/** The options of every attribute. `T` is the type of a known value. */
export interface CommonOptions<T> {
  /** Markdown, shown in the documentation and in the generated constructs. */
  readonly description: string;
  /** Rules for the value. They run on known values that are not null. */
  readonly validate?: readonly Validator<T>[];
  /** Hides the value in plans and other output. */
  readonly sensitive?: boolean;
  /** Says what to use instead. A configuration that sets the attribute gets this text as a warning. */
  readonly deprecated?: string;
  /**
   * Whether two values mean the same, such as a PEM with other line ends. If so, the state keeps the stored
   * form.
   */
  readonly same?: (stored: T, other: T) => boolean;
}

/** The options of an attribute that the configuration can set. */
export interface ConfigurableOptions<T> extends CommonOptions<T> {
  /**
   * A change of the value needs a new object. Inside a list or a map, a change of an element does too, but an
   * added or removed element does not. Not allowed inside sets.
   */
  readonly replace?: boolean;
  /** The value reaches the provider, but no plan and no state. Not allowed inside sets. */
  readonly writeOnly?: boolean;
  /**
   * The value tells the provider what to do, for example on destroy. It is no part of the object, so `read`
   * keeps the stored value. A plan that changes nothing else is applied without the update handler. Allowed
   * only at the top of a schema.
   */
  readonly providerOnly?: boolean;
}

export type RequiredOptions<T> = ConfigurableOptions<T>;

export interface OptionalOptions<T, D = T> extends ConfigurableOptions<T> {
  /** The value when the configuration has none. It makes the attribute computed on the wire. */
  readonly default?: D;
  /** The provider chooses the value when the configuration has none. */
  readonly computed?: boolean;
  /** With `computed`: plans the stored value, if there is one. */
  readonly keep?: boolean;
  /** With `computed`: the chosen value may be null. */
  readonly nullable?: boolean;
  /** With `computed`: the beginning of every chosen string. Terraform relies on it while planning. */
  readonly prefix?: T extends string ? string : never;
}

export interface ComputedOptions<T> extends CommonOptions<T> {
  /** Plans the stored value, if there is one, whatever else changes. */
  readonly keep?: boolean;
  /** The known value may be null. */
  readonly nullable?: boolean;
  /** The beginning of every value. Terraform relies on it while planning. */
  readonly prefix?: T extends string ? string : never;
  /** A changed value needs a new object. Only the resource's plan hook can change it. */
  readonly replace?: boolean;
}

/** Refuses options that do not exist. A type parameter alone would allow them. */
export type Only<Given, Allowed> = Given & Readonly<Record<Exclude<keyof Given, keyof Allowed>, never>>;
