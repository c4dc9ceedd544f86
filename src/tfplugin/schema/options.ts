import type { Validator } from "./validator";

/** What every attribute can say about itself. `T` is its value when known, `D` what a default may be. */
export interface CommonOptions<T> {
  /** Markdown, shown in the documentation and in the generated constructs. */
  readonly description: string;
  /** Rules, run on known values that are not null. */
  readonly validate?: readonly Validator<T>[];
  /** Hidden from plans and other output. */
  readonly sensitive?: boolean;
  /** What to use instead; a configuration that sets the attribute gets it as a warning. */
  readonly deprecated?: string;
  /** Equal by meaning (a PEM with other line ends, a URL with other case): the stored form is kept. */
  readonly same?: (stored: T, other: T) => boolean;
}

/** Options of an attribute the configuration can set. */
export interface ConfigurableOptions<T> extends CommonOptions<T> {
  /** A change of the value needs a new object; in a list or map also that of an element, but not that there are more or fewer. Not inside sets. */
  readonly replace?: boolean;
  /** The value reaches the provider but no plan and no state. Not inside sets. */
  readonly writeOnly?: boolean;
  /**
   * Tells the provider what to do and is no part of the object, as what is to become of it when it is destroyed. A change of
   * nothing else shows alone in the plan and is applied without the update handler; `read` keeps what is stored. Only at the
   * top of a schema.
   */
  readonly providerOnly?: boolean;
}

export type RequiredOptions<T> = ConfigurableOptions<T>;

export interface OptionalOptions<T, D = T> extends ConfigurableOptions<T> {
  /** The value when the configuration has none. Makes the attribute computed on the wire. */
  readonly default?: D;
  /** The provider chooses the value when the configuration has none. */
  readonly computed?: boolean;
  /** With `computed`: planned as the prior value once there is one. */
  readonly keep?: boolean;
  /** With `computed`: the chosen value may be null. */
  readonly nullable?: boolean;
  /** With `computed`: what a chosen string starts with, which Terraform can then rely on while planning. */
  readonly prefix?: T extends string ? string : never;
}

export interface ComputedOptions<T> extends CommonOptions<T> {
  /** Planned as the prior value once there is one, whatever else changes. */
  readonly keep?: boolean;
  /** The value may be null once it is known. */
  readonly nullable?: boolean;
  /** What the string starts with, whatever its value, which Terraform can then rely on while planning. */
  readonly prefix?: T extends string ? string : never;
  /** A changed value, set by the resource's plan hook, needs a new object. */
  readonly replace?: boolean;
}

/** Refuses options that do not exist, which a type parameter alone would let through. */
export type Only<Given, Allowed> = Given & Readonly<Record<Exclude<keyof Given, keyof Allowed>, never>>;
