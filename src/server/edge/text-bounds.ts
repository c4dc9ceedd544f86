import { MAX_INDEXED_TEXT } from "../scim/size-limits";
import { invalidField } from "./edge-error";
import type { JsonObject } from "./edge-request";

/** Fields that the database holds in an index. */
const INDEXED = ["name", "externalId", "issuer", "kid"] as const;

/**
 * Refuses a text that is too long for an index. What the object already has stays allowed.
 * @param row The row before the write. Null for a new object.
 * @throws EdgeError COULD_NOT_VALIDATE that names the field.
 */
export function requireTextBounds(sent: JsonObject, row: object | null): void {
  const known = new Set<unknown>(Object.values(row ?? {}));
  for (const field of INDEXED) {
    if (!known.has(sent[field])) requireShort(field, sent[field]);
  }
}

/** @throws EdgeError COULD_NOT_VALIDATE for a text that is too long for an index. */
export function requireShort(field: string, value: unknown): void {
  const bytes = typeof value === "string" ? Buffer.byteLength(value) : 0;
  if (bytes <= MAX_INDEXED_TEXT) return;
  throw invalidField(field, `has ${bytes} bytes; at most ${MAX_INDEXED_TEXT} are allowed`);
}
