import { visible } from "../model/visible";

/**
 * A string in double quotes, as HCL reads it back. `${` and `%{` are doubled, so that they start no template.
 */
export function quoted(text: string): string {
  const escaped = visible(text.replaceAll(/["\\]/g, "\\$&"), escapeOf);
  return `"${escaped.replaceAll(/[$%](?=\{)/g, "$&$&")}"`;
}

const SHORT: Readonly<Record<number, string>> = { 9: "\\t", 10: "\\n", 13: "\\r" };

function escapeOf(codePoint: number): string {
  const short = SHORT[codePoint];
  if (short !== undefined) return short;
  const hex = codePoint.toString(16);
  return codePoint > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
