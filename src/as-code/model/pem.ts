const PEM = /^\s*(-----BEGIN [A-Z0-9 ]+-----\s[A-Za-z0-9+/=\s]+-----END [A-Z0-9 ]+-----)\s*$/;

/**
 * A PEM text as it stands in a heredoc or a template string: without white space around its lines, with a
 * line break at its end. Null for any other text, and for one with more than a single block.
 */
export function pemText(text: string): string | null {
  const block = PEM.exec(text)?.[1];
  if (block === undefined) return null;
  const lines = block.split(/[\r\n]+/).map((line) => line.trim());
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}
