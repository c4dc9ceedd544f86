import { isMap } from "../../../contract/scim/read-attribute";
import { findExtension, type ResourceKind } from "../../../contract/scim/resource";
import type { ScimAttributes } from "../backend";
import { invalidValue } from "../scim-error";

/**
 * Characters that a person cannot see: control characters, the zero width space, the word joiner, the byte
 * order mark, and those that turn the direction of a text. With them, two different names look the same.
 */
const INVISIBLE = /[\p{Control}\p{Bidi_Control}\u200b\u2060\ufeff]/u;

/** A tab or the end of a line. */
const SPACING = /[\t\n\r]/g;

/** Zero width joiners. Persian names and emoji need them. A name to sign in with does not. */
const JOINERS = /[\u200c\u200d]/;

/** RFC 7643 section 4.1.2 allows line breaks in these. */
const OF_SEVERAL_LINES = /^addresses\[\d+\]\.(formatted|streetAddress)$/;

/** The first invisible character of a text, as in `U+200B`. Null when it has none. */
export function invisibleCharacter(text: string): string | null {
  const found = INVISIBLE.exec(text)?.[0];
  return found === undefined ? null : codeOf(found);
}

/**
 * Refuses texts with invisible characters. A text that the attribute held before may stay, because earlier
 * versions stored it.
 * @param before The attributes so far. Null for a new resource.
 * @throws ScimError 400 invalidValue that names the attribute and the character
 */
export function requireVisibleText(
  kind: ResourceKind,
  attributes: ScimAttributes,
  before: ScimAttributes | null,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    const isOpen = /^urn:/i.test(name) && findExtension(kind, name) === null;
    for (const { at, text } of textsIn(value, name)) {
      const shown = isOpen || OF_SEVERAL_LINES.test(at) ? text.replace(SPACING, " ") : text;
      const found =
        INVISIBLE.exec(shown)?.[0] ?? (name === "userName" ? JOINERS.exec(shown)?.[0] : undefined);
      if (found === undefined || holdsText(before?.[name], text)) continue;
      throw invalidValue(`${at} has the invisible character ${codeOf(found)}; send it without`);
    }
  }
}

function holdsText(value: unknown, wanted: string): boolean {
  return [...textsIn(value, "")].some(({ text }) => text === wanted);
}

/** Every text in a value, with its place: `emails[0].value`. */
function* textsIn(value: unknown, at: string): Generator<{ readonly at: string; readonly text: string }> {
  if (typeof value === "string") yield { at, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, `${at}[${index}]`);
  } else if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, `${at}.${key}`);
  }
}

/** As in `U+200B`. */
function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
