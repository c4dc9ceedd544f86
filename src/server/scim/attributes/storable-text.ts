/** NUL and halves of surrogate pairs, which databases cut, change or refuse. */
const UNKEEPABLE = /[\0\p{Surrogate}]/u;

/** Whether every database keeps a text as it is. */
export function isKeepable(text: string): boolean {
  return !UNKEEPABLE.test(text);
}
