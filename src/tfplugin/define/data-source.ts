import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";
import { refuseWriteOnly } from "./refuse-write-only";

export interface ReadDataRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration, everything in it known: defaults filled in, computed attributes null. */
  readonly config: KnownOf<S>;
}

/**
 * A data source: something that is looked up and never changed. It may throw a DiagnosticError for an expected failure;
 * anything else thrown becomes an error diagnostic as well.
 */
export interface DataSourceDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. Must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /**
   * Looks it up. What the configuration says is returned as it was configured; computed attributes need a value unless
   * they are `nullable`. A thing that is not there is an error: throw a DiagnosticError that says how to find it.
   */
  read(request: ReadDataRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
}

/** A data source of any schema. */
export type DataSource<Context> = DataSourceDefinition<Context, Schema>;

/** Gives a data source definition its types from its schema: `defineDataSource<Context>()({ schema, read })`. */
export function defineDataSource<Context>(): <S extends Schema>(
  definition: DataSourceDefinition<Context, S>,
) => DataSource<Context> {
  return (definition) => {
    refuseWriteOnly("a data source", definition.schema);
    // The handlers are only ever called with values that were checked against this very schema.
    return definition as unknown as DataSource<Context>;
  };
}
