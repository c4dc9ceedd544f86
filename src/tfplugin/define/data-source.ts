import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";
import { refuseWriteOnly } from "./refuse-write-only";

export interface ReadDataRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration. All of it is known, defaults are filled in and computed attributes are null. */
  readonly config: KnownOf<S>;
}

/**
 * A data source. It looks something up and changes nothing. A handler can throw a DiagnosticError to choose
 * the words. Anything else it throws becomes an error diagnostic too.
 */
export interface DataSourceDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. It must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /**
   * Looks the thing up. Return configured values as they were configured. Give every computed attribute a
   * value, unless it is `nullable`. If there is no such thing, throw a DiagnosticError that says how to find
   * one.
   */
  read(request: ReadDataRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
}

/** A data source of any schema. */
export type DataSource<Context> = DataSourceDefinition<Context, Schema>;

/**
 * Gives a data source definition its types from its schema: `defineDataSource<Context>()({ schema, read })`.
 */
export function defineDataSource<Context>(): <S extends Schema>(
  definition: DataSourceDefinition<Context, S>,
) => DataSource<Context> {
  return (definition) => {
    refuseWriteOnly("a data source", definition.schema);
    // The framework checks every value against this schema before it calls a handler.
    return definition as unknown as DataSource<Context>;
  };
}
