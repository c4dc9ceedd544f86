import type { TypeOf, ValueOf } from "../schema/type-of";
import type { Unknown } from "../value/unknown";

/** One parameter of a function. */
export interface Parameter<T = unknown> {
  /** The type, from {@link types}. */
  readonly type: TypeOf<T>;
  /** Markdown. */
  readonly description: string;
  /** The argument may be null. Otherwise Terraform refuses null by itself. */
  readonly nullable?: boolean;
  /** The argument may be unknown. Otherwise the result is unknown whenever part of an argument is. */
  readonly unknown?: boolean;
}

/** The parameter that takes all further arguments. */
export interface VariadicParameter<T = unknown> extends Parameter<T> {
  readonly name: string;
}

export type Parameters = Readonly<Record<string, Parameter>>;

type ArgumentOf<P> = P extends { readonly type: infer T }
  ?
      | ValueOf<T>
      | (P extends { readonly nullable: true } ? null : never)
      | (P extends { readonly unknown: true } ? Unknown : never)
  : never;

/** The arguments of a call, by the parameters' names. */
export type ArgumentsOf<P extends Parameters> = { readonly [Name in keyof P]: ArgumentOf<P[Name]> };

/**
 * A function practitioners call as `provider::<provider>::<function>(…)`. Terraform runs it in a process that is not
 * configured, at any time and any number of times: it must be pure. Needs Terraform 1.8.
 */
export interface FunctionDefinition<P extends Parameters, V, R> {
  /** One line. */
  readonly summary: string;
  /** Markdown. */
  readonly description: string;
  /** In the order of the arguments. */
  readonly parameters: P;
  readonly variadic?: V;
  readonly returns: TypeOf<R>;
  /** What to use instead, for a function that is on its way out. */
  readonly deprecated?: string;
  /**
   * @param given the arguments by name.
   * @param rest the arguments of the variadic parameter.
   * @throws FunctionError to point at an argument; anything else thrown is an error about the call as a whole.
   */
  call(
    given: ArgumentsOf<P>,
    rest: readonly ArgumentOf<V>[],
  ): Promise<NoInfer<R> | null | Unknown> | NoInfer<R> | null | Unknown;
}

/** A function of any signature. */
export interface ProviderFunction
  extends Omit<FunctionDefinition<Parameters, VariadicParameter, unknown>, "call"> {
  call(given: Readonly<Record<string, unknown>>, rest: readonly unknown[]): unknown;
}

/**
 * Gives a function definition its types from its parameters.
 * @throws TypeError when a parameter has a name Terraform would refuse.
 */
export function defineFunction<
  const P extends Parameters,
  R,
  const V extends VariadicParameter | undefined = undefined,
>(definition: FunctionDefinition<P, V, R>): ProviderFunction {
  const names = [...Object.keys(definition.parameters), definition.variadic?.name ?? "rest"];
  for (const [position, name] of names.entries()) {
    // A name of digits alone would lose its place among the parameters.
    if (/^[a-z][a-z0-9_]*$/.test(name) && names.indexOf(name) === position) continue;
    throw new TypeError(`parameter ${name}: a name is lowercase letters, digits and underscores, used once`);
  }
  // It is only ever called with arguments that were checked against these very parameters.
  return definition as unknown as ProviderFunction;
}

/** Thrown by a function to fail with a message of its own and, if it is about one, the argument to point at. */
export class FunctionError extends Error {
  /** The parameter's name, or the argument's position from 0 (the way to one of several variadic arguments). */
  readonly argument: string | number | null;

  constructor(text: string, argument: string | number | null = null) {
    super(text);
    this.name = "FunctionError";
    this.argument = argument;
  }
}
