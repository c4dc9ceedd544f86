import type { Schema } from "../schema/schema";
import type { ConfigOf, PlannedOf, PlanOf, StateOf } from "../schema/types";
import type { Path } from "../value/path";
import type { ObjectCall, ValidateRequest } from "./call";
import type { Diagnostics } from "./diagnostics";
import type { IdentityDefinition } from "./identity";
import type { MoveRequest } from "./move";
import type { PrivateState } from "./private-state";
import type { Upgrades } from "./upgrades";

export interface PlanRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  /** The stored state; null when the object is to be created. */
  readonly prior: StateOf<S> | null;
  /** The plan so far: defaults applied, computed values kept or unknown. */
  readonly plan: PlannedOf<S>;
  /** As stored; what is set here create and update find there. */
  readonly privateState: PrivateState;
  readonly diagnostics: Diagnostics;
  /** Says that the change of an attribute needs a new object, as its option `replace` says of every change. */
  requireReplace(attribute: string | Path): void;
}

export interface WarnRequest<Context, S extends Schema> extends ObjectCall<Context> {
  /** Null when the object is to be destroyed. */
  readonly config: ConfigOf<S> | null;
  readonly prior: StateOf<S> | null;
  /** Null when the object is to be destroyed. */
  readonly plan: PlannedOf<S> | null;
}

export interface CreateRequest<Context, S extends Schema> extends ObjectCall<Context> {
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

export interface ReadRequest<Context, S extends Schema> extends ObjectCall<Context> {
  /** The stored state. Right after an import it holds only what `import` returned, everything else is null. */
  readonly state: StateOf<S>;
}

export interface ImportRequest<Context> extends ObjectCall<Context> {
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
  /**
   * Adjusts the plan; other frameworks call this hook modifyPlan. Must be pure, because Terraform plans twice and compares:
   * no clock, no randomness, no network. Not called for a destroy.
   */
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
  readonly upgrade?: Upgrades;
  /**
   * Takes over an object that was stored under another type, for a `moved` block across types. Returns what is known of
   * it, everything else is null until the next read; or null when it cannot come from there. Runs in a process that is
   * not configured: it must be pure.
   */
  move?(request: MoveRequest): Promise<Partial<StateOf<S>> | null> | Partial<StateOf<S>> | null;
  /** What tells two objects apart for good, and what one can be imported by. Needs Terraform 1.12. */
  readonly identity?: IdentityDefinition<S>;
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
