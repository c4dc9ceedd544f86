const LAST = "\u{10ffff}";
const [BEFORE_SURROGATES, AFTER_SURROGATES] = [0xd7ff, 0xe000];

/**
 * The least text that comes after every text with this prefix, where texts compare by their bytes in UTF-8, that is by their
 * code points. Null when there is none: the prefix is nothing but U+10FFFF.
 * @param prefix Without halves of surrogate pairs.
 */
export function endOfPrefix(prefix: string): string | null {
  let end = prefix.length;
  while (prefix.endsWith(LAST, end)) end -= LAST.length;
  const sign = [...prefix.slice(Math.max(0, end - 2), end)].at(-1) ?? "";
  const point = sign.codePointAt(0);
  if (point === undefined) return null;
  const next = point === BEFORE_SURROGATES ? AFTER_SURROGATES : point + 1;
  return prefix.slice(0, end - sign.length) + String.fromCodePoint(next);
}
