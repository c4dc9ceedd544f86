import { decodeAs } from "./decode";
import type { Value, ValueType } from "./type";

/**
 * Reads a value from JSON. Terraform sends stored state in this form.
 * @throws ValueError when the value does not have the type. SyntaxError when the text is not JSON.
 */
export function decodeJson(type: ValueType, text: string): Value {
  return decodeAs(type, parseJson(text));
}

/**
 * Parses JSON without rounding. A number with more digits than a JavaScript number holds becomes its text.
 * The typed decoder reads that text exactly.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? quoteLongNumbers(text) : text);
}

function quoteLongNumbers(text: string): string {
  const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
  return text.replace(stringOrNumber, (token) => {
    const isLongNumber = !token.startsWith('"') && token.length > 15;
    return isLongNumber ? `"${token}"` : token;
  });
}
