import type { AttributePath } from "./filter/filter";
import { GROUP, USER } from "./resource";

/**
 * Limits of a filter or path. The parser refuses a longer text before anything evaluates it. Identity
 * providers stay far below these limits.
 */
export const FILTER_LIMITS = {
  /** Characters of the whole text. */
  length: 4096,
  /** Levels of nested parentheses and brackets. */
  depth: 16,
  /** Number of comparisons and presence tests. */
  terms: 64,
} as const;

/** A text that breaks the grammar. `position` is an offset into the text, from 0. */
export interface GrammarProblem {
  readonly ok: false;
  /** What was expected, and where. Completes "the filter …". */
  readonly reason: string;
  readonly position: number;
}

/** Only the parsers of this folder throw this error. `grammarResult` catches it. */
export class GrammarError extends Error {
  constructor(
    readonly reason: string,
    readonly position: number,
  ) {
    super(reason);
  }
}

const SPACE = /[ \t\r\n]+/y;
const NAME = /[A-Za-z$][A-Za-z0-9_$-]*/y;
const URN = /urn:[A-Za-z0-9:._$~%+@/-]+/iy;
const QUALIFIED = /^(.+):([A-Za-z$][A-Za-z0-9_$-]*)(?:\.([A-Za-z$][A-Za-z0-9_$-]*))?$/;
const EXCERPT_LENGTH = 24;

/** The URNs of all schemas, in lower case. */
const SCHEMA_URNS: readonly string[] = [USER, GROUP]
  .flatMap(({ core, extensions }) => [core, ...extensions])
  .flatMap(({ id, formerIds }) => [id.toLowerCase(), ...formerIds]);

/** Reads a filter or path from left to right. */
export class TextCursor {
  position = 0;

  constructor(readonly text: string) {
    if (text.length > FILTER_LIMITS.length) {
      throw new GrammarError(
        `is ${text.length} characters long; at most ${FILTER_LIMITS.length} are allowed`,
        FILTER_LIMITS.length,
      );
    }
  }

  get atEnd(): boolean {
    return this.position === this.text.length;
  }

  skipSpace(): void {
    this.take(SPACE);
  }

  /** Consumes what a sticky pattern matches at the current position; null when it does not match. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.position += found.length;
    return found;
  }

  /** Consumes one character. Returns false when another character follows. */
  takeCharacter(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  /** @throws GrammarError always. It says what was expected and what was found. */
  fail(expected: string, position = this.position): never {
    const rest = this.text.slice(position, position + EXCERPT_LENGTH);
    const found = rest === "" ? "the end" : JSON.stringify(rest);
    throw new GrammarError(`expected ${expected} at character ${position + 1}, found ${found}`, position);
  }
}

/**
 * Reads `attribute` or `attribute.sub`, with or without a schema URN before it (RFC 7644 figure 1, attrPath).
 * A dot behind the URN of a known schema is read as the colon that the grammar wants.
 */
export function readAttributePath(cursor: TextCursor): AttributePath {
  const start = cursor.position;
  const urn = cursor.take(URN);
  if (urn !== null) {
    const [, schema, attribute, subAttribute] = QUALIFIED.exec(withColon(urn)) ?? [];
    if (schema === undefined || attribute === undefined || schema.toLowerCase() === "urn") {
      cursor.fail("a schema URN, a colon and an attribute name", start);
    }
    return { schema, attribute, subAttribute: subAttribute ?? null };
  }
  const attribute = cursor.take(NAME);
  if (attribute === null) cursor.fail("an attribute name");
  return { schema: null, attribute, subAttribute: readSubAttribute(cursor) };
}

/** Some clients write `URN.attribute`. Without this, the last part of the URN would become an attribute. */
function withColon(urn: string): string {
  const text = urn.toLowerCase();
  const schema = SCHEMA_URNS.find((known) => text.startsWith(`${known}.`));
  return schema === undefined ? urn : `${urn.slice(0, schema.length)}:${urn.slice(schema.length + 1)}`;
}

/** Reads `.sub`; null when no dot follows. */
export function readSubAttribute(cursor: TextCursor): string | null {
  if (!cursor.takeCharacter(".")) return null;
  return cursor.take(NAME) ?? cursor.fail("a sub-attribute name after the dot");
}

/** Runs a parser and returns a GrammarError as a result. */
export function grammarResult<Result>(parse: () => Result): Result | GrammarProblem {
  try {
    return parse();
  } catch (error) {
    if (error instanceof GrammarError) return { ok: false, reason: error.reason, position: error.position };
    throw error;
  }
}
