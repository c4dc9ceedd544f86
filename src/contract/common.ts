import * as z from "zod/mini";

/** An RFC 3339 timestamp, as in `2026-11-24T09:30:00.000Z`. */
export const timestamp = z.iso.datetime({ offset: true });

/**
 * A timestamp that may be missing, as null. A server may write a missing one as the year 1 or 9999, which is
 * no date to act on.
 */
export const optionalTimestamp = z.pipe(
  z.nullable(timestamp),
  z.transform((text) => (text !== null && /^(?:000[01]|9999)-/.test(text) ? null : text)),
);

/** The identifier that the server gives a gateway object. */
export const uuid = z.guid();

/** A text with at least one character that is not white space. */
export const notBlank = z
  .string()
  .check(z.refine((text) => text.trim() !== "", { error: "must not be blank" }));

/** `page` of a gateway list. `number` counts from 0. */
export const gatewayPage = z.object({
  number: z.int(),
  size: z.int(),
  totalElements: z.int(),
  totalPages: z.int(),
});
export type GatewayPage = z.infer<typeof gatewayPage>;

/** A gateway list. The items are in `_embedded.<listName>`, which is absent when there are none. */
export function gatewayList<Name extends string, Item extends z.ZodMiniType>(name: Name, item: Item) {
  const embedded = z.object({ [name]: z.array(item) } as Record<Name, z.ZodMiniArray<Item>>);
  return z.object({ _embedded: z.optional(embedded), page: gatewayPage });
}

/** `meta` of an edge list. */
export const edgePagination = z.object({ limit: z.int(), offset: z.int(), totalCount: z.int() });

/** Edge envelope of one object: `{data, meta}`. */
export function edgeDetail<Data extends z.ZodMiniType>(data: Data) {
  return z.object({ data, meta: z.unknown() });
}

/** Edge envelope of a list: `{data: [...], meta: {pagination}}`. */
export function edgeList<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ data: z.array(item), meta: z.object({ pagination: edgePagination }) });
}

/** Answer of an edge create: the id, without the object. */
export const edgeCreated = edgeDetail(z.object({ id: z.string() }));

/** Tags of an edge object, as this project's server takes them. A value is a string, a boolean or null. */
export const tags = z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]));
export type Tags = z.infer<typeof tags>;

/** Tags of an edge object, as a controller answers them: with numbers too. None is null or absent there. */
export const answeredTags = z.pipe(
  z.nullish(z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()]))),
  z.transform((given) => given ?? {}),
);
export type AnsweredTags = z.infer<typeof answeredTags>;
