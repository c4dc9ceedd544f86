/** Characters that end a line, cannot be seen, or change the direction in which a text is shown. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A text in which every such character is written as an escape.
 * @param escapeOf writes one character, given its code point.
 */
export function visible(text: string, escapeOf: (codePoint: number) => string): string {
  return text.replace(INVISIBLE, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

/** A name in double quotes for a comment or a message, always on one line. */
export function quotedName(name: string): string {
  return visible(JSON.stringify(name), unicodeEscape);
}

/** A character as TypeScript escapes it. */
export function unicodeEscape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
