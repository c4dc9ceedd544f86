import type { Diagnostics } from "./diagnostics";
import type { Schema } from "./schema/schema";
import type { ConfigOf, PlannedOf, PlanOf, StateOf } from "./schema/types";

/** What every call that may use the API gets. */
export interface Call<Context> {
  /** What the provider's configure function returned. */
  readonly context: Context;
  /** Aborted when Terraform asks the provider to stop. */
  readonly signal: AbortSignal;
  readonly diagnostics: Diagnostics;
}

export interface ValidateRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  readonly diagnostics: Diagnostics;
}

export interface PlanRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  /** The stored state; null when the object is to be created. */
  readonly prior: StateOf<S> | null;
  /** The plan so far: defaults applied, computed values kept or unknown. */
  readonly plan: PlannedOf<S>;
  readonly diagnostics: Diagnostics;
}

export interface WarnRequest<Context, S extends Schema> extends Call<Context> {
  /** Null when the object is to be destroyed. */
  readonly config: ConfigOf<S> | null;
  readonly prior: StateOf<S> | null;
  /** Null when the object is to be destroyed. */
  readonly plan: PlannedOf<S> | null;
}

export interface CreateRequest<Context, S extends Schema> extends Call<Context> {
  readonly plan: PlanOf<S>;
  /** The configuration, the only place where write-only values are. */
  readonly config: ConfigOf<S>;
  /**
   * Records the object made so far. If the handler then throws, this is what the state holds; attributes left out are
   * taken from what was planned (from the prior state on update), or are null.
   */
  save(state: Partial<StateOf<S>>): void;
}

export interface UpdateRequest<Context, S extends Schema> extends CreateRequest<Context, S> {
  readonly prior: StateOf<S>;
}

export interface ReadRequest<Context, S extends Schema> extends Call<Context> {
  /** The stored state. Right after an import it holds only what `import` returned, everything else is null. */
  readonly state: StateOf<S>;
}

export interface ImportRequest<Context> extends Call<Context> {
  /** What the practitioner gave to identify the object. */
  readonly id: string;
}

/**
 * A managed resource. Handlers may throw a DiagnosticError for an expected failure; anything else thrown becomes an
 * error diagnostic as well and never loses state.
 */
export interface ResourceDefinition<Context, S extends Schema> {
  readonly schema: S;
  /** Rules that span attributes. Must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Adjusts the plan. Must be pure: no clock, no randomness, no network. Not called for a destroy. */
  plan?(request: PlanRequest<S>): PlannedOf<S>;
  /**
   * Looks ahead, with the API if need be, and adds diagnostics; it cannot change the plan. What it throws becomes a
   * warning. Not called while the provider is not configured.
   */
  warn?(request: WarnRequest<Context, S>): Promise<void> | void;
  create(request: CreateRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
  /** Returns the object as it is now, or null when it is gone. */
  read(request: ReadRequest<Context, S>): Promise<StateOf<S> | null> | StateOf<S> | null;
  update(request: UpdateRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
  delete(request: ReadRequest<Context, S>): Promise<void> | void;
  /** Finds an existing object; Terraform then reads it. Left out: the resource cannot be imported. */
  import?(request: ImportRequest<Context>): Promise<Partial<StateOf<S>>> | Partial<StateOf<S>>;
  /**
   * Brings stored state up to date. The function under key `n` turns the attributes of version n into those of
   * version n + 1; a version without a function is passed on as it is.
   */
  readonly upgrade?: Readonly<Record<number, (stored: Readonly<Record<string, unknown>>) => object>>;
}

/** A resource of any schema. */
export type Resource<Context> = ResourceDefinition<Context, Schema>;

/** Gives a resource definition its types from its schema: `defineResource<Context>()({ schema, … })`. */
export function defineResource<Context>(): <S extends Schema>(
  definition: ResourceDefinition<Context, S>,
) => Resource<Context> {
  // The handlers are only ever called with values that were checked against this very schema.
  return (definition) => definition as unknown as Resource<Context>;
}
