import { invisibleCharacter } from "../scim/attributes/visible-text";
import { MAX_INDEXED_TEXT } from "../scim/size-limits";
import { invalidField } from "./edge-error";
import type { JsonObject } from "./edge-request";

/** Fields that the database holds in an index and that people compare. */
const INDEXED = ["name", "externalId", "issuer", "kid"] as const;

/**
 * Refuses a text that is too long for an index, or that has an invisible character. What the object already
 * has stays allowed.
 * @param row The row before the write. Null for a new object.
 * @throws EdgeError COULD_NOT_VALIDATE that names the field.
 */
export function requireStoredTexts(sent: JsonObject, row: object | null): void {
  const known = new Set<unknown>(Object.values(row ?? {}));
  for (const field of INDEXED) {
    if (!known.has(sent[field])) requireStoredText(field, sent[field]);
  }
}

/** @throws EdgeError COULD_NOT_VALIDATE for a text that is too long, or that has an invisible character. */
export function requireStoredText(field: string, value: unknown): void {
  const problem = typeof value === "string" ? storedTextProblem(value) : null;
  if (problem !== null) throw invalidField(field, problem);
}

/** Why an index may not hold a text: it is too long, or has an invisible character. Null when it may. */
export function storedTextProblem(text: string): string | null {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_INDEXED_TEXT) return `has ${bytes} bytes; at most ${MAX_INDEXED_TEXT} are allowed`;
  const found = invisibleCharacter(text);
  return found === null ? null : `has the invisible character ${found}; send it without`;
}
