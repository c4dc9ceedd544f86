import type { z } from "zod/mini";
import type { edgePagination } from "../../contract/common";

/** `meta` of every error. */
export const API_META = { apiVersion: "0.0.1", apiEnrollmentVersion: "0.0.1" } as const;

/** A link relative to the base of the edge API. */
export interface Link {
  readonly href: string;
}

/** A reference to another object. */
export interface EntityRef {
  readonly entity: string;
  readonly id: string;
  readonly name: string;
  readonly _links: { readonly self: Link };
}

/** Envelope of an update, patch or delete. */
export const EMPTY = { data: {}, meta: {} } as const;

/** Envelope of one object. */
export function detail<Data>(data: Data) {
  return { data, meta: {} };
}

/** Envelope of a list. */
export function list<Item>(
  data: readonly Item[],
  pagination: z.infer<typeof edgePagination>,
  filterableFields: readonly string[],
) {
  return { data, meta: { filterableFields, pagination } };
}

/** Envelope of a create. It holds the id and a link to the object. */
export function created(collection: string, id: string) {
  return detail({ id, _links: { self: selfLink(collection, id) } });
}

/** The link to an object, as in `./auth-policies/default`. */
export function selfLink(collection: string, id: string): Link {
  return { href: `./${collection}/${id}` };
}

export function entityRef(collection: string, id: string, name: string): EntityRef {
  return { entity: collection, id, name, _links: { self: selfLink(collection, id) } };
}
