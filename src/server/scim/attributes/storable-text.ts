/**
 * NUL and halves of surrogate pairs. Databases cut, change or refuse them, so that two names would look the
 * same.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** Whether every database stores a text as it is. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}
