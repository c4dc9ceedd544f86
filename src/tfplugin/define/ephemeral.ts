import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";
import type { PrivateState } from "./private-state";
import { refuseWriteOnly } from "./refuse-write-only";

export interface OpenRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration, everything in it known: defaults filled in, computed attributes null. */
  readonly config: KnownOf<S>;
  /** What is set here, `renew` and `close` get. It reaches no state and no plan. */
  readonly privateState: PrivateState;
}

export interface RenewRequest<Context> extends Call<Context> {
  /** What `open` or the last `renew` left; what is set here replaces it. */
  readonly privateState: PrivateState;
}

/** When to renew: Terraform calls `renew` then, while the value is still in use. */
export interface Renewal {
  readonly renewAt?: Date;
}

export interface Opened<S extends Schema> extends Renewal {
  readonly result: StateOf<S>;
}

/**
 * An ephemeral resource: a value that is opened for the length of one run and is stored nowhere. Needs Terraform 1.10.
 * What a function throws becomes an error diagnostic.
 */
export interface EphemeralDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. Must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Makes or fetches the value. */
  open(request: OpenRequest<Context, S>): Promise<Opened<S>> | Opened<S>;
  /** Extends what was opened; called when the time told in `renewAt` has come. Tells when to do so again. */
  renew?(request: RenewRequest<Context>): Promise<Renewal> | Renewal;
  /** Gives back what was opened. */
  close?(request: RenewRequest<Context>): Promise<void> | void;
}

/** An ephemeral resource of any schema. */
export type Ephemeral<Context> = EphemeralDefinition<Context, Schema>;

/** Gives an ephemeral definition its types from its schema: `defineEphemeral<Context>()({ schema, open })`. */
export function defineEphemeral<Context>(): <S extends Schema>(
  definition: EphemeralDefinition<Context, S>,
) => Ephemeral<Context> {
  return (definition) => {
    refuseWriteOnly("an ephemeral resource", definition.schema);
    // The handlers are only ever called with values that were checked against this very schema.
    return definition as unknown as Ephemeral<Context>;
  };
}
