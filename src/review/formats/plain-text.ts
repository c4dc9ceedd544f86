// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it takes out.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]+/g;
/** They turn the direction of a text round, or hide in it. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A text from a plan on one line, without what could move the cursor, turn the text round or hide in it. */
export function plainText(text: string): string {
  return text.replace(INVISIBLE, "").replace(CONTROLS, " ").trim();
}
