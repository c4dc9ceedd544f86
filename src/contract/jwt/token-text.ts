/**
 * The token in a text that a person copied: without `Bearer `, without the quotes around it, and without the
 * line breaks of a terminal or a file.
 */
export function tokenIn(text: string): string {
  const line = text.replace(/\s*[\r\n]\s*/g, "").trim();
  const unquoted = /^(["'`])(.*)\1$/.exec(line)?.[2]?.trim() ?? line;
  return unquoted.replace(/^Bearer\s+/i, "").replace(/^(["'`])(.*)\1$/, "$2");
}
