import { ScimError } from "../scim-error";

/**
 * Matches NUL and halves of surrogate pairs. Databases cut, change or refuse such a text. Two different names
 * could then become the same.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** What is wrong with a body that holds such a text. */
export const UNSTORABLE_BODY = "the body holds a text with a NUL character or half a surrogate pair";

/** Whether every database stores a text unchanged. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

/** Whether every database stores all texts and keys of a JSON value unchanged. */
export function isStorableJson(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorableJson);
  return Object.entries(value).every(([key, item]) => isStorable(key) && isStorableJson(item));
}

/**
 * Refuses a body with a text that no database stores. What reads a body calls this, and not the parser: a
 * push that disables a user does so whatever else it holds.
 * @throws ScimError 400 invalidSyntax
 */
export function requireStorableBody(body: unknown): void {
  if (!isStorableJson(body)) throw new ScimError(400, "invalidSyntax", UNSTORABLE_BODY);
}
