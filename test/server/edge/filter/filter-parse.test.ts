import fc from "fast-check";
import {
  FILTER_OPERATORS,
  type Filter,
  FilterError,
  type FilterExpression,
  type FilterSubject,
  type FilterValue,
} from "../../../../src/server/edge/filter/filter-ast";
import { MAX_FILTER_DEPTH } from "../../../../src/server/edge/filter/filter-cursor";
import { parseFilter, parseSort } from "../../../../src/server/edge/filter/filter-parse";

const fieldName = fc.oneof(
  fc.constantFrom("name", "externalId", "isAdmin", "tags.owner", "tags.cost-center", "primary.cert.allowed"),
  // A keyword is a name when a comparison follows it, or in quotes.
  fc.constantFrom("limit", "sort", "not", "in", "true", "count", "anyOf", "contains", "null"),
);
const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', "\\", "\n", "\t", "é", "😀"), fc.string()) });
const safeText = text.map((value) => [...value].filter((c) => c >= " " || "\f\n\r\t".includes(c)).join(""));
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);
const date = fc.date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
const literal: fc.Arbitrary<FilterValue> = fc.oneof(safeText, number, date);
const subject: fc.Arbitrary<FilterSubject> = fc.record({
  field: fieldName,
  set: fc.constantFrom(null, null, "anyOf" as const, "allOf" as const),
});
const { expression } = fc.letrec<{ expression: FilterExpression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("compare" as const),
      subject,
      operator: fc.constantFrom(...FILTER_OPERATORS),
      value: fc.oneof(literal, fc.constantFrom(true, false, null)),
    }),
    fc.record({ kind: fc.constant("constant" as const), value: fc.boolean() }),
    fc.record({
      kind: fc.constant("in" as const),
      subject,
      values: fc.array(literal, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant("isEmpty" as const), field: fieldName }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({ kind: fc.constant("not" as const), expression: tie("expression") }),
  ),
}));
const filter: fc.Arbitrary<Filter> = fc.record({
  expression,
  sort: fc.array(
    fc.record({ field: fieldName, direction: fc.constantFrom("asc" as const, "desc" as const) }),
    { maxLength: 3 },
  ),
  skip: fc.option(fc.nat()),
  limit: fc.option(fc.oneof(fc.nat(), fc.constant("none" as const))),
});

const NAMED_ESCAPES: Record<string, string> = { "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function printValue(value: FilterValue): string {
  if (value instanceof Date) return `datetime(${value.toISOString()})`;
  if (typeof value !== "string") return String(value);
  return `"${value.replace(/["\\\f\n\r\t]/g, (c) => NAMED_ESCAPES[c] ?? `\\${c}`)}"`;
}

function printSubject({ field, set }: FilterSubject): string {
  return set === null ? `'${field}'` : `${set}('${field}')`;
}

/** Operands in parentheses. Only the right operand of `and` and `or` needs none. */
function print(node: FilterExpression): string {
  switch (node.kind) {
    case "constant":
      return String(node.value);
    case "compare":
      return `${printSubject(node.subject)} ${node.operator} ${printValue(node.value)}`;
    case "in":
      return `${printSubject(node.subject)} in [${node.values.map(printValue).join(" , ")}]`;
    case "isEmpty":
      return `isEmpty( '${node.field}' )`;
    case "and":
    case "or":
      return `(${print(node.left)}) ${node.kind.toUpperCase()}\n${print(node.right)}`;
    case "not":
      return `not ${print(node.expression)}`;
  }
}

function printFilter({ expression: root, sort, skip, limit }: Filter): string {
  const by = sort.map(({ field, direction }) => `'${field}' ${direction}`).join(", ");
  return [
    print(root),
    ...(sort.length > 0 ? [`sort by ${by}`] : []),
    ...(skip === null ? [] : [`skip ${skip}`]),
    ...(limit === null ? [] : [`LIMIT ${limit}`]),
  ].join(" ");
}

describe("parseFilter", () => {
  test("reads back every filter as it was printed", () => {
    fc.assert(fc.property(filter, (given) => expect(parseFilter(printFilter(given))).toEqual(given)));
  });

  test("throws only FilterError, whatever the text is", () => {
    const pieces = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "(",
            ")",
            "[",
            "]",
            ",",
            "=",
            "!=",
            "<",
            "not",
            "and",
            "or",
            "in",
            "sort",
            "by",
            "true",
          ),
          fc.constantFrom(
            "skip",
            "limit",
            "null",
            "anyOf",
            "isEmpty",
            "count",
            "from",
            "datetime(",
            '"',
            "\\",
          ),
          fc.constantFrom("name", '"x"', "12", "-1e9", "1e999", "'name'", "contains", "between", "asc"),
          fc.string(),
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.oneof(fc.string(), pieces, printedThenCut()), (given) => {
        for (const read of [parseFilter, parseSort]) {
          try {
            read(given);
          } catch (error) {
            expect(error).toBeInstanceOf(FilterError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  function printedThenCut() {
    return fc.tuple(filter, fc.nat(200)).map(([given, length]) => printFilter(given).slice(0, length));
  }

  const compare = (field: string, value: FilterValue = true, operator = "=") => ({
    kind: "compare",
    subject: { field, set: null },
    operator,
    value,
  });

  test.each([
    ['name="a"', compare("name", "a")],
    ['name = "say \\"hi\\" \\\\ \\n"', compare("name", 'say "hi" \\ \n')],
    ['name CONTAINS "a"', compare("name", "a", "contains")],
    ['name not icontains "a"', { kind: "not", expression: compare("name", "a", "icontains") }],
    [
      'name not in ["a","b"]',
      { kind: "not", expression: { kind: "in", subject: { field: "name", set: null }, values: ["a", "b"] } },
    ],
    ["isAdmin", compare("isAdmin")],
    ["isAdmin and true", { kind: "and", left: compare("isAdmin"), right: { kind: "constant", value: true } }],
    ["(((isAdmin)))", compare("isAdmin")],
    [
      "createdAt >= datetime(2026-11-24T10:00:00+01:00)",
      compare("createdAt", new Date("2026-11-24T09:00:00Z"), ">="),
    ],
    ['limit = "5"', compare("limit", "5")],
    ["externalId != null", compare("externalId", null, "!=")],
  ])("reads %s", (given, expected) => {
    expect(parseFilter(given).expression).toEqual(expected);
  });

  test.each([
    // In a controller's grammar, everything on the right belongs to the right operand.
    ["a and b or c", "a and (b or c)"],
    ["a or b and c", "a or (b and c)"],
    ["a and b and c", "a and (b and c)"],
    ["not a and b", "not (a and b)"],
    ["a and not b or c", "a and (not (b or c))"],
    ["(a and b) or c", "(a and b) or c"],
  ])("binds %s as %s", (given, same) => {
    expect(parseFilter(given)).toEqual(parseFilter(same));
  });

  test.each([
    ["", { sort: [], skip: null, limit: null }],
    ["limit none", { sort: [], skip: null, limit: "none" }],
    ["skip 2 limit 3", { sort: [], skip: 2, limit: 3 }],
    [
      "sort by name, createdAt DESC skip 1",
      {
        sort: [
          { field: "name", direction: "asc" },
          { field: "createdAt", direction: "desc" },
        ],
        skip: 1,
        limit: null,
      },
    ],
  ])("reads sort, skip and limit: %j", (given, expected) => {
    expect(parseFilter(given)).toEqual({ expression: { kind: "constant", value: true }, ...expected });
  });

  test.each([
    ['name = "a', "character 8"],
    ['name = "\\x"', "character 8"],
    ["name = 'a'", 'expected a value: "text"'],
    ['name = "a" name', "character 12"],
    ['(name = "a"', 'ends where ")" was expected'],
    ["name in []", "character 10"],
    ["name between 1 and 2", "between is not supported"],
    ["count(roleAttributes) > 1", "count(...) is not supported"],
    ["isEmpty(from x where true)", "subqueries"],
    ["anyOf(roleAttributes)", "operator"],
    ["name not = 1", "after not"],
    ["createdAt > datetime(yesterday)", "RFC 3339"],
    ["createdAt > datetime(2026-13-45T99:00:00Z)", "RFC 3339"],
    ["true limit -1", "whole number"],
    ["true skip 1.5", "whole number"],
    ["true sort name", "expected by"],
    ["a = 1e999", "too large"],
    ["€ = 1", "character 1"],
  ])("refuses %s", (given, reason) => {
    expect(() => parseFilter(given)).toThrow(FilterError);
    expect(() => parseFilter(given)).toThrow(reason);
  });

  test.each([
    ["parentheses", (levels: number) => `${"(".repeat(levels)}a${")".repeat(levels)}`],
    ["not", (levels: number) => `${"not ".repeat(levels)}a`],
    ["and", (levels: number) => `${"a and ".repeat(levels)}a`],
  ])("limits how deep %s nest", (_what, nested) => {
    expect(() => parseFilter(nested(MAX_FILTER_DEPTH - 1))).not.toThrow();
    expect(() => parseFilter(nested(MAX_FILTER_DEPTH))).toThrow(`more than ${MAX_FILTER_DEPTH}`);
    expect(() => parseFilter(nested(100_000))).toThrow(FilterError);
  });
});
