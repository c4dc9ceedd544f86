import type { Schema } from "../schema/schema";
import type { KnownOf, StateOf } from "../schema/types";
import type { Call, ValidateRequest } from "./call";

export interface ListRequest<Context, S extends Schema> extends Call<Context> {
  /** The configuration of the list block. All of it is known, and defaults are filled in. */
  readonly config: KnownOf<S>;
  /** The largest number of objects wanted. The framework ends the listing when it has that many. */
  readonly limit: number;
}

/** One object that a listing found. */
export interface Listed<R extends Schema> {
  /** What people call it. */
  readonly displayName: string;
  /** The object's state, as the resource's `read` returns it. The framework derives the identity from it. */
  readonly state: StateOf<R>;
}

/**
 * Lists the existing objects of a managed resource, for `list` blocks and `terraform query`. The resource
 * must have an identity. Needs Terraform 1.14.
 */
export interface ListResourceDefinition<Context, R extends Schema, S extends Schema> {
  /** The schema of the managed resource whose objects are listed. */
  readonly resource: R;
  /** What a list block can set to narrow the list down. */
  readonly schema: S;
  /** Rules that span attributes. It must be pure and must tolerate unknown values. */
  validate?(request: ValidateRequest<S>): void;
  /**
   * Finds the objects. An async generator that yields page by page uses little memory and stops at the limit.
   */
  list(request: ListRequest<Context, S>): AsyncIterable<Listed<R>> | Iterable<Listed<R>>;
}

/** A list resource of any schema. */
export type ListResource<Context> = ListResourceDefinition<Context, Schema, Schema>;

/**
 * Gives a list definition its types from its schemas: `defineListResource<Context>()({ resource, schema, list
 * })`.
 */
export function defineListResource<Context>(): <R extends Schema, S extends Schema>(
  definition: ListResourceDefinition<Context, R, S>,
) => ListResource<Context> {
  // The framework checks every value against these schemas before it calls a handler.
  return (definition) => definition as unknown as ListResource<Context>;
}
