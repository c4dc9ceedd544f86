import type { Schema } from "../schema/schema";
import type { ConfigOf, NameOf, PlannedOf, PlanOf, StateOf, StoredOf } from "../schema/types";
import type { Path } from "../value/path";
import type { ObjectCall, ValidateRequest } from "./call";
import type { Diagnostics } from "./diagnostics";
import type { IdentityDefinition } from "./identity";
import type { MoveRequest } from "./move";
import type { PrivateState } from "./private-state";
import type { Upgrades } from "./upgrades";

export interface PlanRequest<S extends Schema> {
  readonly config: ConfigOf<S>;
  /** The stored state, or null when the object is new. */
  readonly prior: StateOf<S> | null;
  /** The framework's plan: defaults are filled in, computed values are as stored or unknown. */
  readonly plan: PlannedOf<S>;
  /** The stored data, as the last read left it. Create and update receive what is set here. */
  readonly privateState: PrivateState;
  readonly diagnostics: Diagnostics;
  /**
   * Makes Terraform replace the object because of this attribute. The option `replace` does so for every
   * change.
   */
  requireReplace(attribute: string | Path): void;
}

export interface WarnRequest<Context, S extends Schema> extends ObjectCall<Context | null> {
  /** Null when the plan destroys the object. */
  readonly config: ConfigOf<S> | null;
  readonly prior: StateOf<S> | null;
  /** Null when the plan destroys the object. */
  readonly plan: PlannedOf<S> | null;
}

export interface CreateRequest<Context, S extends Schema> extends ObjectCall<Context> {
  readonly plan: PlanOf<S>;
  /** The configuration. Only it holds the write-only values. */
  readonly config: ConfigOf<S>;
  /**
   * Records the object made so far. If the handler throws later, Terraform stores this. An attribute left out
   * has its planned value (on update its prior value), or null if that is unknown.
   */
  save(state: Partial<StateOf<S>>): void;
}

export interface UpdateRequest<Context, S extends Schema> extends CreateRequest<Context, S> {
  readonly prior: StateOf<S>;
}

export interface ReadRequest<Context, S extends Schema, K extends NameOf<S> = NameOf<S>>
  extends ObjectCall<Context> {
  /** The stored state. Right after an import it holds what `import` returned, and defaults. */
  readonly state: StoredOf<S, K>;
}

export interface DeleteRequest<Context, S extends Schema> extends ObjectCall<Context> {
  readonly state: StateOf<S>;
}

export interface ImportRequest<Context> extends ObjectCall<Context> {
  /** The id that the practitioner gave. */
  readonly id: string;
}

/** What an import finds out: the attributes `K`, and any others. */
export type ImportedOf<S extends Schema, K extends NameOf<S>> = Pick<StateOf<S>, K> & Partial<StateOf<S>>;

/**
 * A managed resource. A handler can throw a DiagnosticError to choose the words. Anything else it throws
 * becomes an error diagnostic too. No error loses state.
 */
export interface ResourceDefinition<Context, S extends Schema, K extends NameOf<S> = NameOf<S>> {
  readonly schema: S;
  /**
   * The attributes that are known right after an import or a move: `["id"]`. `read` can rely on them. The
   * types say that any other may be null then, so that `read` cannot pass null on as if it were the object's
   * value. Default: all attributes.
   */
  readonly knownAfterImport?: readonly K[];
  /** Rules that span attributes. It must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /**
   * Adjusts the plan. Other frameworks call this hook modifyPlan. It must be pure (no clock, no randomness,
   * no network), because Terraform plans twice and compares the plans. It does not run for a destroy.
   */
  plan?(request: PlanRequest<S>): PlannedOf<S>;
  /**
   * Looks ahead and adds diagnostics. It may call the API, but cannot change the plan. What it throws becomes
   * a warning. It runs for every plan: `context` is null while part of the provider's configuration is
   * unknown, and any planned value may be unknown. It should then say what is not known, because silence
   * reads as safe.
   */
  warn?(request: WarnRequest<Context, S>): Promise<void> | void;
  create(request: CreateRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
  /** Returns the object as it is now, or null when it no longer exists. */
  read(request: ReadRequest<Context, S, NoInfer<K>>): Promise<StateOf<S> | null> | StateOf<S> | null;
  update(request: UpdateRequest<Context, S>): Promise<StateOf<S>> | StateOf<S>;
  delete(request: DeleteRequest<Context, S>): Promise<void> | void;
  /**
   * Finds an existing object. It returns at least the attributes of `knownAfterImport`. Terraform then reads
   * the object. Without this function, nobody can import the resource by an id.
   */
  import?(request: ImportRequest<Context>): Promise<ImportedOf<S, NoInfer<K>>> | ImportedOf<S, NoInfer<K>>;
  /**
   * Upgrades stored state. The function under key `n` turns the attributes of version n into those of version
   * n + 1. A version without a function needs no change.
   */
  readonly upgrade?: Upgrades;
  /**
   * Takes over an object stored under another type, for a `moved` block across types. It returns at least the
   * attributes of `knownAfterImport`, and the others that it can tell. It returns null when it cannot take
   * over that type. It must be pure, because it runs in a process that is not configured.
   */
  move?(request: MoveRequest): Promise<ImportedOf<S, NoInfer<K>> | null> | ImportedOf<S, NoInfer<K>> | null;
  /** The values that identify an object for life. Practitioners can import by them. Needs Terraform 1.12. */
  readonly identity?: IdentityDefinition<S>;
}

/** A resource of any schema. */
export type Resource<Context> = ResourceDefinition<Context, Schema>;

/** Gives a resource definition its types from its schema: `defineResource<Context>()({ schema, … })`. */
export function defineResource<Context>(): <S extends Schema, const K extends NameOf<S> = NameOf<S>>(
  definition: ResourceDefinition<Context, S, K>,
) => Resource<Context> {
  // The framework checks every value against this schema before it calls a handler.
  return (definition) => definition as unknown as Resource<Context>;
}
