import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";
import type { PrivateState } from "./private-state";
import { refuseWriteOnly } from "./refuse-write-only";

export interface OpenRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration. All of it is known, defaults are filled in and computed attributes are null. */
  readonly config: KnownOf<S>;
  /** Data for `renew` and `close`. Terraform writes it to no state and no plan. */
  readonly privateState: PrivateState;
}

export interface RenewRequest<Context> extends Call<Context> {
  /** What `open` or the last `renew` set. Setting it again replaces it. */
  readonly privateState: PrivateState;
}

/** When Terraform calls `renew`, if the value is still in use. Without `renewAt` it does not call `renew`. */
export interface Renewal {
  readonly renewAt?: Date;
}

export interface Opened<S extends Schema> extends Renewal {
  readonly result: StateOf<S>;
}

/**
 * An ephemeral resource: a value that exists for one run and that Terraform stores nowhere. Needs Terraform
 * 1.10. What a handler throws becomes an error diagnostic.
 */
export interface EphemeralDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. It must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Makes or fetches the value. */
  open(request: OpenRequest<Context, S>): Promise<Opened<S>> | Opened<S>;
  /** Extends the value's life. Terraform calls it at the time in `renewAt`. It returns the next such time. */
  renew?(request: RenewRequest<Context>): Promise<Renewal> | Renewal;
  /** Releases the value. */
  close?(request: RenewRequest<Context>): Promise<void> | void;
}

/** An ephemeral resource of any schema. */
export type Ephemeral<Context> = EphemeralDefinition<Context, Schema>;

/**
 * Gives an ephemeral definition its types from its schema: `defineEphemeral<Context>()({ schema, open })`.
 */
export function defineEphemeral<Context>(): <S extends Schema>(
  definition: EphemeralDefinition<Context, S>,
) => Ephemeral<Context> {
  return (definition) => {
    refuseWriteOnly("an ephemeral resource", definition.schema);
    // The framework checks every value against this schema before it calls a handler.
    return definition as unknown as Ephemeral<Context>;
  };
}
