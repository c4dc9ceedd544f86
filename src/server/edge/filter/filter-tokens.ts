import { FilterError } from "./filter-ast";

/** A token of a filter and the position where it starts. The first character has position 1. */
export type FilterToken =
  | { readonly kind: "word"; readonly text: string; readonly at: number }
  /** A field name in single quotes. The quotes tell it from a keyword. */
  | { readonly kind: "quoted"; readonly text: string; readonly at: number }
  | { readonly kind: "symbol"; readonly text: string; readonly at: number }
  | { readonly kind: "literal"; readonly value: string | number | Date; readonly at: number };

const SPACE = /[ \n\t\r]+/y;
const DATETIME = /datetime\(\s*([^()\s]*)\s*\)/iy;
const WORD = /[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)*/y;
const QUOTED = /'([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)*)'/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_.])/y;
const SYMBOL = /!=|<=|>=|[=<>()[\],]/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the language has no control characters in strings.
const STRING = /"((?:[^"\\\u0000-\u001f]|\\["\\fnrt])*)"/y;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i;

const ESCAPES: Readonly<Record<string, string>> = { f: "\f", n: "\n", r: "\r", t: "\t" };

/**
 * Splits a filter into tokens by the lexer rules of OpenZiti's ZitiQl. Field names may also hold digits.
 * @throws FilterError that names the position of the text that is no token.
 */
export function filterTokens(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  for (let at = 0; at < text.length; ) {
    const space = match(SPACE, text, at);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const [token, length] = tokenAt(text, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

function tokenAt(text: string, offset: number): [FilterToken, number] {
  const at = offset + 1;
  const datetime = match(DATETIME, text, offset);
  if (datetime !== null) {
    return [{ kind: "literal", value: instantOf(datetime[1] ?? "", at), at }, datetime[0].length];
  }
  const word = match(WORD, text, offset);
  if (word !== null) return [{ kind: "word", text: word[0], at }, word[0].length];
  const quoted = match(QUOTED, text, offset);
  if (quoted !== null) return [{ kind: "quoted", text: quoted[1] ?? "", at }, quoted[0].length];
  const number = match(NUMBER, text, offset);
  if (number !== null) return [{ kind: "literal", value: numberOf(number[0], at), at }, number[0].length];
  const symbol = match(SYMBOL, text, offset);
  if (symbol !== null) return [{ kind: "symbol", text: symbol[0], at }, symbol[0].length];
  const string = match(STRING, text, offset);
  if (string !== null) {
    const value = (string[1] ?? "").replace(/\\(.)/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
    return [{ kind: "literal", value, at }, string[0].length];
  }
  throw new FilterError(
    text[offset] === '"'
      ? `the string at character ${at} does not end, or holds a control character, ` +
          `or an escape other than \\" \\\\ \\f \\n \\r \\t`
      : `cannot read the filter at character ${at}`,
  );
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function numberOf(text: string, at: number): number {
  const value = Number(text);
  if (Number.isFinite(value)) return value;
  throw new FilterError(`the number at character ${at} is too large`);
}

function instantOf(text: string, at: number): Date {
  const instant = new Date(text);
  if (RFC3339.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new FilterError(
    `datetime(...) at character ${at} needs an RFC 3339 time, as in datetime(2026-11-24T09:30:00Z)`,
  );
}
