import { plainText } from "./plain-text";

/** Keeps the character behind it from making a mention, an issue number or a link. */
const JOINER = "\u2060";

/**
 * A text from a plan inside Markdown. Nothing in it becomes a heading, a link, a mention, HTML or a list.
 */
export function escapeMarkdown(text: string): string {
  return plainText(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/[\\`*[\]#!|~]|(?<!\w)_|_(?!\w)/g, "\\$&")
    .replace(/@/g, `@${JOINER}`)
    .replace(/\\#(?=\w)/g, `\\#${JOINER}`)
    .replace(/:\/\//g, `:${JOINER}//`)
    .replace(/\bwww\./gi, `$&${JOINER}`)
    .replace(/^(\d+)\./, "$1\\.")
    .replace(/^-/, "\\-");
}

/** A text from a plan as code. The fence is longer than any run of backticks in it. */
export function code(text: string): string {
  const plain = plainText(text).replace(/\|/g, "\u00a6");
  if (plain === "") return "";
  const runs = plain.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const space = plain.includes("`") ? " " : "";
  return `${fence}${space}${plain}${space}${fence}`;
}
