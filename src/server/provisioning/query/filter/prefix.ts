const LAST = "\u{10ffff}";
const [BEFORE_SURROGATES, AFTER_SURROGATES] = [0xd7ff, 0xe000];

/**
 * The first text that sorts after every text with this prefix. Texts sort by their UTF-8 bytes. That is the
 * order of their code points.
 * @param prefix A text without lone surrogates.
 * @returns Null when there is no such text, because every character of the prefix is U+10FFFF.
 */
export function endOfPrefix(prefix: string): string | null {
  let end = prefix.length;
  while (prefix.endsWith(LAST, end)) end -= LAST.length;
  const character = [...prefix.slice(Math.max(0, end - 2), end)].at(-1) ?? "";
  const point = character.codePointAt(0);
  if (point === undefined) return null;
  const next = point === BEFORE_SURROGATES ? AFTER_SURROGATES : point + 1;
  return prefix.slice(0, end - character.length) + String.fromCodePoint(next);
}
