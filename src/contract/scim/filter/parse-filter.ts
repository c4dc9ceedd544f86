import {
  FILTER_LIMITS,
  GrammarError,
  type GrammarProblem,
  grammarResult,
  readAttributePath,
  readSubAttribute,
  TextCursor,
} from "../grammar";
import { COMPARISONS, type Comparison, type Filter, type FilterValue } from "./filter";

export type FilterResult = { readonly ok: true; readonly filter: Filter } | GrammarProblem;

const WORD = /[A-Za-z]+/y;
const NOT = /not(?=[ \t\r\n]*\()/iy;
const AND = /and(?![A-Za-z0-9_$.:-])/iy;
const OR = /or(?![A-Za-z0-9_$.:-])/iy;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![A-Za-z0-9_.-])/y;
const BARE = /[^\s()[\]"]+/y;
const KEYWORDS: Readonly<Record<string, FilterValue>> = { true: true, false: false, null: null };
const TEXT_ONLY: readonly Comparison[] = ["co", "sw", "ew"];
const ORDERED_ONLY: readonly Comparison[] = ["gt", "ge", "lt", "le"];

/**
 * Parses a SCIM filter (RFC 7644 section 3.4.2.2). `not` binds before `and`, and `and` before `or`. Operators
 * and keywords may have any case. Two forms outside the grammar are accepted: Entra ID's `emails[type eq
 * "work"].value eq "x"`, read as `emails[type eq "work" and value eq "x"]`, and text without quotes, as in
 * `externalId eq jyoung`. Never throws.
 */
export function parseFilter(text: string): FilterResult {
  return grammarResult((): FilterResult => {
    const parser = new FilterParser(new TextCursor(text));
    return { ok: true, filter: parser.whole() };
  });
}

/** Reads the filter in the brackets of a value path. The cursor must be behind the opening bracket. */
export function readValueFilter(cursor: TextCursor): Filter {
  return new FilterParser(cursor).insideBrackets();
}

class FilterParser {
  private depth = 0;
  private terms = 0;
  private inBrackets = false;

  constructor(private readonly cursor: TextCursor) {}

  whole(): Filter {
    const filter = this.disjunction();
    if (!this.cursor.atEnd) this.cursor.fail("and, or, or the end of the filter");
    return filter;
  }

  insideBrackets(): Filter {
    return this.nested(() => {
      this.inBrackets = true;
      const filter = this.disjunction();
      if (!this.cursor.takeCharacter("]")) this.cursor.fail("and, or, or a closing bracket");
      this.inBrackets = false;
      return filter;
    });
  }

  private disjunction(): Filter {
    return this.chain("or", OR, () => this.chain("and", AND, () => this.factor()));
  }

  private chain(kind: "and" | "or", word: RegExp, operand: () => Filter): Filter {
    let left = operand();
    for (;;) {
      this.cursor.skipSpace();
      if (this.cursor.take(word) === null) return left;
      left = { kind, left, right: operand() };
    }
  }

  private factor(): Filter {
    this.cursor.skipSpace();
    if (this.cursor.take(NOT) !== null) {
      this.cursor.skipSpace();
      this.cursor.takeCharacter("(");
      return { kind: "not", filter: this.parenthesised() };
    }
    if (this.cursor.takeCharacter("(")) return this.parenthesised();
    return this.term();
  }

  private parenthesised(): Filter {
    return this.nested(() => {
      const filter = this.disjunction();
      if (!this.cursor.takeCharacter(")")) this.cursor.fail("and, or, or a closing parenthesis");
      return filter;
    });
  }

  private term(): Filter {
    const start = this.cursor.position;
    const path = readAttributePath(this.cursor);
    if (this.inBrackets && (path.schema !== null || path.subAttribute !== null)) {
      this.cursor.fail("the plain name of a sub-attribute inside the brackets", start);
    }
    if (path.subAttribute === null && this.cursor.takeCharacter("[")) {
      if (this.inBrackets) this.cursor.fail("no bracket inside brackets", this.cursor.position - 1);
      return { kind: "values", path, filter: this.withTrailingTest(this.insideBrackets()) };
    }
    return this.test(path);
  }

  /** Entra ID writes a test behind the bracket. It becomes one more condition on the same value. */
  private withTrailingTest(filter: Filter): Filter {
    const subAttribute = readSubAttribute(this.cursor);
    if (subAttribute === null) return filter;
    const path = { schema: null, attribute: subAttribute, subAttribute: null };
    return { kind: "and", left: filter, right: this.test(path) };
  }

  private test(path: Extract<Filter, { kind: "present" }>["path"]): Filter {
    this.terms += 1;
    if (this.terms > FILTER_LIMITS.terms) {
      throw new GrammarError(`has more than ${FILTER_LIMITS.terms} comparisons`, this.cursor.position);
    }
    this.cursor.skipSpace();
    const start = this.cursor.position;
    const word = this.cursor.take(WORD)?.toLowerCase();
    if (word === "pr") return { kind: "present", path };
    const operator = COMPARISONS.find((comparison) => comparison === word);
    if (operator === undefined) this.cursor.fail(`an operator (${COMPARISONS.join(", ")} or pr)`, start);
    this.cursor.skipSpace();
    return { kind: "compare", path, operator, value: this.value(operator) };
  }

  private value(operator: Comparison): FilterValue {
    const start = this.cursor.position;
    const value = this.literal();
    if (TEXT_ONLY.includes(operator) && typeof value !== "string") {
      this.cursor.fail(`text in double quotes after ${operator}`, start);
    }
    if (ORDERED_ONLY.includes(operator) && typeof value !== "string" && typeof value !== "number") {
      this.cursor.fail(`text in double quotes or a number after ${operator}`, start);
    }
    return value;
  }

  private literal(): FilterValue {
    const start = this.cursor.position;
    const quoted = this.cursor.take(STRING);
    if (quoted !== null) return this.unquoted(quoted, start);
    const digits = this.cursor.take(NUMBER);
    if (digits !== null) {
      const number = Number(digits);
      if (!Number.isFinite(number)) this.cursor.fail("a number of ordinary size", start);
      return number === 0 ? 0 : number;
    }
    const bare = this.cursor.take(BARE);
    if (bare === null)
      this.cursor.fail("a value: text in double quotes, a number, true, false or null", start);
    const keyword = bare.toLowerCase();
    return Object.hasOwn(KEYWORDS, keyword) ? (KEYWORDS[keyword] ?? null) : bare;
  }

  private unquoted(quoted: string, start: number): string {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      this.cursor.fail("text with JSON escapes only and no bare control characters", start);
    }
  }

  private nested(read: () => Filter): Filter {
    this.depth += 1;
    if (this.depth > FILTER_LIMITS.depth) {
      throw new GrammarError(`nests deeper than ${FILTER_LIMITS.depth} levels`, this.cursor.position);
    }
    const filter = read();
    this.depth -= 1;
    return filter;
  }
}
