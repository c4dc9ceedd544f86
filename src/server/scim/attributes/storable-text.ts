/**
 * Matches NUL and halves of surrogate pairs. Databases cut, change or refuse such a text. Two different names
 * could then become the same.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether every database stores a text unchanged. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}
