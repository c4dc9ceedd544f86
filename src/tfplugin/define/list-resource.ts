import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";

export interface ListRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration of the list block, everything in it known and defaults filled in. */
  readonly config: KnownOf<S>;
  /** How many objects are wanted at most. Listing is ended by the framework once there are as many. */
  readonly limit: number;
}

/** An object that was found. */
export interface Listed<R extends Schema> {
  /** What people call it. */
  readonly displayName: string;
  /** Its state, as the resource's `read` would return it; its identity is made from that. */
  readonly state: StateOf<R>;
}

/**
 * Lists the existing objects of a managed resource, for `list` blocks and `terraform query`. The resource must have an
 * identity. Needs Terraform 1.14.
 */
export interface ListResourceDefinition<Context, R extends Schema, S extends Schema> {
  /** The schema of the managed resource whose objects are listed. */
  readonly resource: R;
  /** What a list block can set to narrow the list down. */
  readonly schema: S;
  /** Rules that span attributes. Must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /** Finds them, page by page: an async generator that yields as it goes keeps memory small and stops when enough is found. */
  list(request: ListRequest<Context, S>): AsyncIterable<Listed<R>> | Iterable<Listed<R>>;
}

/** A list resource of any schema. */
export type ListResource<Context> = ListResourceDefinition<Context, Schema, Schema>;

/** Gives a list definition its types from its schemas: `defineListResource<Context>()({ resource, schema, list })`. */
export function defineListResource<Context>(): <R extends Schema, S extends Schema>(
  definition: ListResourceDefinition<Context, R, S>,
) => ListResource<Context> {
  // The handlers are only ever called with values that were checked against these very schemas.
  return (definition) => definition as unknown as ListResource<Context>;
}
