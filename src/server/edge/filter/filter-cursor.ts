import { FilterError } from "./filter-ast";
import { type FilterToken, filterTokens } from "./filter-tokens";

/** How deep a filter may nest. Every parenthesis, `and` and `or` counts as a level. */
export const MAX_FILTER_DEPTH = 100;

/** The parser's place in the tokens of a filter. */
export class FilterCursor {
  readonly #tokens: readonly FilterToken[];
  #next = 0;
  #depth = 0;

  /** @throws FilterError for text that is not made of the language's tokens. */
  constructor(text: string) {
    this.#tokens = filterTokens(text);
  }

  isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** Whether the next token is one of the keywords. Case does not matter. */
  isAt(...keywords: readonly string[]): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "word") return false;
    const text = token.text.toLowerCase();
    return keywords.some((keyword) => keyword.toLowerCase() === text);
  }

  /**
   * Whether a comparison operator follows the next token. The next token is then a field, even when it looks
   * like a keyword.
   */
  isFieldNext(): boolean {
    const token = this.#tokens[this.#next + 1];
    return token?.kind === "symbol" && /^[!<>]?=$|^[<>]$/.test(token.text);
  }

  /** Whether the next tokens are the name of one of the functions and "(". */
  isCall(...names: readonly string[]): boolean {
    const after = this.#tokens[this.#next + 1];
    return this.isAt(...names) && after?.kind === "symbol" && after.text === "(";
  }

  /** Steps over the keyword if it is next. */
  take(keyword: string): boolean {
    const isHere = this.isAt(keyword);
    if (isHere) this.#next++;
    return isHere;
  }

  /** Steps over the symbol if it is next. */
  takeSymbol(symbol: string): boolean {
    const token = this.#tokens[this.#next];
    const isHere = token?.kind === "symbol" && token.text === symbol;
    if (isHere) this.#next++;
    return isHere;
  }

  /** Steps over the literal if one is next. */
  takeLiteral(): string | number | Date | null {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "literal") return null;
    this.#next++;
    return token.value;
  }

  /** Steps over a field name. */
  name(expected: string): string {
    const token = this.#tokens[this.#next];
    if (token?.kind !== "word" && token?.kind !== "quoted") throw this.unexpected(expected);
    this.#next++;
    return token.text;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected(`"${symbol}"`);
  }

  expectEnd(expected: string): void {
    if (!this.isAtEnd()) throw this.unexpected(expected);
  }

  /** Runs the work one level deeper. @throws FilterError when the level is too deep for the call stack. */
  nested<Result>(work: () => Result): Result {
    if (this.#depth === MAX_FILTER_DEPTH) {
      throw new FilterError(`the filter nests more than ${MAX_FILTER_DEPTH} conditions`);
    }
    this.#depth++;
    const result = work();
    this.#depth--;
    return result;
  }

  /** The error that says what should have been next. */
  unexpected(expected: string): FilterError {
    const token = this.#tokens[this.#next];
    return new FilterError(
      token === undefined
        ? `the filter ends where ${expected} was expected`
        : `expected ${expected} at character ${token.at}`,
    );
  }
}
