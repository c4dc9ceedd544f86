import type { TypeOf, ValueOf } from "../schema/type-of";
import type { Unknown } from "../value/unknown";

/** One parameter of a function. */
export interface Parameter<T = unknown> {
  /** The type, from {@link types}. */
  readonly type: TypeOf<T>;
  /** Markdown. */
  readonly description: string;
  /** Allows a null argument. Without it, Terraform refuses null. */
  readonly nullable?: boolean;
  /** Allows an unknown argument. Without it, the result is unknown whenever part of the argument is. */
  readonly unknown?: boolean;
}

/** The parameter that takes all remaining arguments. */
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
 * A function that practitioners call as `provider::<provider>::<function>(…)`. It must be pure, because
 * Terraform calls it at any time, any number of times, in a process that is not configured. Needs Terraform
 * 1.8.
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
  /** Marks the function as deprecated and says what to use instead. */
  readonly deprecated?: string;
  /**
   * @param given the arguments by name.
   * @param rest the arguments of the variadic parameter.
   * @throws FunctionError to point at an argument. Anything else thrown is an error of the whole call.
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
 * @throws TypeError when a parameter has a name that Terraform refuses.
 */
export function defineFunction<
  const P extends Parameters,
  R,
  const V extends VariadicParameter | undefined = undefined,
>(definition: FunctionDefinition<P, V, R>): ProviderFunction {
  const names = [...Object.keys(definition.parameters), definition.variadic?.name ?? "rest"];
  for (const [position, name] of names.entries()) {
    // JavaScript moves a key of digits alone to the front, so the parameters would lose their order.
    if (/^[a-z][a-z0-9_]*$/.test(name) && names.indexOf(name) === position) continue;
    throw new TypeError(
      `parameter ${name}: a name has only lowercase letters, digits and underscores, and is used once`,
    );
  }
  // The framework checks every argument against these parameters before it makes a call.
  return definition as unknown as ProviderFunction;
}

/** A function throws this to fail with its own words. It can name the argument at fault. */
export class FunctionError extends Error {
  /**
   * The parameter's name, or the argument's position from 0. Only a position tells variadic arguments apart.
   */
  readonly argument: string | number | null;

  constructor(text: string, argument: string | number | null = null) {
    super(text);
    this.name = "FunctionError";
    this.argument = argument;
  }
}
