import type { Schema } from "../schema/schema";
import type { ConfigOf, KnownOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";

export interface PlanActionRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration; any value may still be unknown. */
  readonly config: ConfigOf<S>;
}

export interface InvokeRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration, everything in it known and defaults filled in. */
  readonly config: KnownOf<S>;
  /** Tells the practitioner, while it goes on, what is being done. Never put a secret here. */
  progress(message: string): void;
}

/** An action: something that is done when asked for and leaves nothing in the state. Needs Terraform 1.14. */
export interface ActionDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. Must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Looks ahead, with the API if need be, and adds diagnostics. Not called while the provider is not configured. */
  plan?(request: PlanActionRequest<Context, S>): Promise<void> | void;
  /** Does it. What it throws becomes an error. */
  invoke(request: InvokeRequest<Context, S>): Promise<void> | void;
}

/** An action of any schema. */
export type Action<Context> = ActionDefinition<Context, Schema>;

/** Gives an action definition its types from its schema: `defineAction<Context>()({ schema, invoke })`. */
export function defineAction<Context>(): <S extends Schema>(
  definition: ActionDefinition<Context, S>,
) => Action<Context> {
  // The handlers are only ever called with values that were checked against this very schema.
  return (definition) => definition as unknown as Action<Context>;
}
