import type { Schema } from "../schema/schema";
import type { ConfigOf, KnownOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";

export interface PlanActionRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration; any value may still be unknown. */
  readonly config: ConfigOf<S>;
}

export interface InvokeRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration. All of it is known, and defaults are filled in. */
  readonly config: KnownOf<S>;
  /** Shows the practitioner a message while the action runs. Never put a secret here. */
  progress(message: string): void;
}

/** An action. It runs when somebody asks for it and leaves nothing in the state. Needs Terraform 1.14. */
export interface ActionDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. It must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Looks ahead and adds diagnostics. It may call the API. It runs only when the provider is configured. */
  plan?(request: PlanActionRequest<Context, S>): Promise<void> | void;
  /** Runs the action. What it throws becomes an error diagnostic. */
  invoke(request: InvokeRequest<Context, S>): Promise<void> | void;
}

/** An action of any schema. */
export type Action<Context> = ActionDefinition<Context, Schema>;

/** Gives an action definition its types from its schema: `defineAction<Context>()({ schema, invoke })`. */
export function defineAction<Context>(): <S extends Schema>(
  definition: ActionDefinition<Context, S>,
) => Action<Context> {
  // The framework checks every value against this schema before it calls a handler.
  return (definition) => definition as unknown as Action<Context>;
}
