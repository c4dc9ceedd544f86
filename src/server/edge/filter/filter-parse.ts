import {
  FILTER_OPERATORS,
  type Filter,
  FilterError,
  type FilterExpression,
  type FilterSubject,
  type FilterValue,
  type SortField,
} from "./filter-ast";
import { FilterCursor } from "./filter-cursor";

/**
 * Reads the `filter` of a list: OpenZiti's query language without `between`, `count` and subqueries. As with
 * a controller, `and` and `or` have the same precedence and group to the right. `not` applies to everything
 * on its right: `a and b or c` is `a and (b or c)`, `not a and b` is `not (a and b)`.
 * @throws FilterError that says what was expected, and where.
 */
export function parseFilter(text: string): Filter {
  const cursor = new FilterCursor(text);
  const hasExpression = !cursor.isAtEnd() && (cursor.isFieldNext() || !cursor.isAt("sort", "skip", "limit"));
  const expression: FilterExpression = hasExpression
    ? parseExpression(cursor)
    : { kind: "constant", value: true };
  const sort = cursor.take("sort") ? sortAfterKeyword(cursor) : [];
  const skip = cursor.take("skip") ? wholeNumber(cursor, "skip") : null;
  const limit = cursor.take("limit") ? limitAfterKeyword(cursor) : null;
  cursor.expectEnd("and, or, sort by, skip, limit or the end");
  return { expression, sort, skip, limit };
}

/** Reads the `sort` of a list: `name asc, createdAt desc`. @throws FilterError as {@link parseFilter}. */
export function parseSort(text: string): readonly SortField[] {
  const cursor = new FilterCursor(text);
  const fields = sortFields(cursor);
  cursor.expectEnd("a comma or the end");
  return fields;
}

function parseExpression(cursor: FilterCursor): FilterExpression {
  return cursor.nested(() => {
    const left = condition(cursor);
    const kind = cursor.take("and") ? "and" : cursor.take("or") ? "or" : null;
    return kind === null ? left : { kind, left, right: parseExpression(cursor) };
  });
}

function condition(cursor: FilterCursor): FilterExpression {
  if (cursor.takeSymbol("(")) {
    const inner = parseExpression(cursor);
    cursor.expectSymbol(")");
    return inner;
  }
  if (!cursor.isFieldNext()) {
    if (cursor.take("not")) return { kind: "not", expression: parseExpression(cursor) };
    if (cursor.take("true")) return { kind: "constant", value: true };
    if (cursor.take("false")) return { kind: "constant", value: false };
  }
  if (cursor.isCall("isEmpty")) return { kind: "isEmpty", field: calledWith(cursor, "isEmpty") };
  return operation(cursor, subjectAt(cursor));
}

function subjectAt(cursor: FilterCursor): FilterSubject {
  for (const set of ["anyOf", "allOf"] as const) {
    if (cursor.isCall(set)) return { field: calledWith(cursor, set), set };
  }
  if (cursor.isCall("count")) {
    throw new FilterError("count(...) is not supported; use isEmpty(...) or anyOf(...)");
  }
  return { field: cursor.name("a field"), set: null };
}

function operation(cursor: FilterCursor, subject: FilterSubject): FilterExpression {
  if (!cursor.take("not")) return comparison(cursor, subject);
  if (!cursor.isAt("in", "contains", "icontains", "between")) {
    throw cursor.unexpected("in, contains or icontains after not");
  }
  return { kind: "not", expression: comparison(cursor, subject) };
}

function comparison(cursor: FilterCursor, subject: FilterSubject): FilterExpression {
  if (cursor.take("in")) return { kind: "in", subject, values: array(cursor) };
  if (cursor.isAt("between")) throw new FilterError("between is not supported; use >= and <");
  const operator = FILTER_OPERATORS.find((known) => cursor.takeSymbol(known) || cursor.take(known));
  if (operator !== undefined) return { kind: "compare", subject, operator, value: value(cursor) };
  if (subject.set !== null) throw cursor.unexpected("an operator");
  // A boolean field may stand alone.
  return { kind: "compare", subject, operator: "=", value: true };
}

function value(cursor: FilterCursor): FilterValue {
  const literal = cursor.takeLiteral();
  if (literal !== null) return literal;
  if (cursor.take("null")) return null;
  if (cursor.take("true")) return true;
  if (cursor.take("false")) return false;
  throw cursor.unexpected('a value: "text", a number, true, false, null or datetime(...)');
}

function array(cursor: FilterCursor): FilterValue[] {
  cursor.expectSymbol("[");
  const values: FilterValue[] = [];
  do {
    const literal = cursor.takeLiteral();
    if (literal === null) throw cursor.unexpected('"text", a number or datetime(...)');
    values.push(literal);
  } while (cursor.takeSymbol(","));
  cursor.expectSymbol("]");
  return values;
}

function calledWith(cursor: FilterCursor, name: string): string {
  cursor.take(name);
  cursor.expectSymbol("(");
  if (cursor.isAt("from")) throw new FilterError("subqueries (from ... where ...) are not supported");
  const field = cursor.name("a field");
  cursor.expectSymbol(")");
  return field;
}

function sortAfterKeyword(cursor: FilterCursor): SortField[] {
  if (!cursor.take("by")) throw cursor.unexpected("by");
  return sortFields(cursor);
}

function sortFields(cursor: FilterCursor): SortField[] {
  const fields: SortField[] = [];
  do {
    const field = cursor.name("a field to sort by");
    const direction = cursor.take("desc") ? "desc" : "asc";
    if (direction === "asc") cursor.take("asc");
    fields.push({ field, direction });
  } while (cursor.takeSymbol(","));
  return fields;
}

function limitAfterKeyword(cursor: FilterCursor): number | "none" {
  return cursor.take("none") ? "none" : wholeNumber(cursor, "limit");
}

function wholeNumber(cursor: FilterCursor, keyword: string): number {
  const literal = cursor.takeLiteral();
  if (Number.isSafeInteger(literal) && Number(literal) >= 0) return Number(literal);
  throw new FilterError(`${keyword} needs a whole number that is not negative`);
}
