import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { ensureNetwork } from "../../../src/server/bootstrap";
import {
  FILTER_OPERATORS,
  type Filter,
  FilterError,
  type FilterExpression,
  type FilterSubject,
  type FilterValue,
} from "../../../src/server/edge/filter-ast";
import { MAX_FILTER_DEPTH } from "../../../src/server/edge/filter-cursor";
import { parseFilter, parseSort } from "../../../src/server/edge/filter-parse";
import { MAX_ALTERNATIONS } from "../../../src/server/edge/filter-sql";
import { identities } from "../../../src/server/edge/identities";
import { readIdentity } from "../../../src/server/edge/identity-settings";
import { type Database, openDatabase } from "../../../src/server/store/database";

const fieldName = fc.oneof(
  fc.constantFrom("name", "externalId", "isAdmin", "tags.owner", "tags.cost-center", "primary.cert.allowed"),
  // Keywords are names, too, where a comparison follows or in quotes.
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

/** Operands in parentheses, save for the right one of `and` and `or`, which needs none. */
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

/** Runs the work; true unless it throws something other than FilterError. */
function fails(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (error instanceof FilterError) return true;
    throw error;
  }
}

describe("parseFilter", () => {
  test("reads back every filter as it was printed", () => {
    fc.assert(fc.property(filter, (given) => expect(parseFilter(printFilter(given))).toEqual(given)));
  });

  test("throws nothing but FilterError, whatever it is given", () => {
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
        fails(() => parseFilter(given));
        fails(() => parseSort(given));
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
    // A controller's grammar: whatever is on the right belongs to the right operand.
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
  ])("reads what trails: %j", (given, expected) => {
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
  ])("bounds how deep %s nest", (_what, nested) => {
    expect(fails(() => parseFilter(nested(MAX_FILTER_DEPTH - 1)))).toBe(false);
    expect(() => parseFilter(nested(MAX_FILTER_DEPTH))).toThrow(`more than ${MAX_FILTER_DEPTH}`);
    expect(() => parseFilter(nested(100_000))).toThrow(FilterError);
  });
});

describe("a filter over stored identities", () => {
  const folder = mkdtempSync(join(tmpdir(), "netfoundry-scim-filter-"));
  const now = new Date("2026-11-24T09:00:00.000Z");
  let db: Database;
  let networkId: string;

  const PEOPLE = [
    {
      name: "ann",
      externalId: "A1",
      isAdmin: true,
      roleAttributes: ["sales", "emea"],
      tags: { x: "a", on: true },
    },
    { name: "Bob", externalId: null, isAdmin: false, roleAttributes: [], tags: { x: "B", on: false } },
    { name: "cy%_", externalId: "a1", isAdmin: false, roleAttributes: ["Sales"], tags: {} },
    { name: 'd"\\', externalId: "", isAdmin: true, roleAttributes: ["emea"], tags: { x: null } },
  ];
  type Person = (typeof PEOPLE)[number];

  beforeAll(async () => {
    db = await openDatabase(join(folder, "filter.sqlite"));
    networkId = await ensureNetwork(db, () => now, undefined);
    for (const [index, person] of PEOPLE.entries()) {
      const target = { networkId, id: `id${index}`, now: now.toISOString() };
      await identities.insert(db, target, readIdentity({ ...person, type: "User" }));
    }
  });
  afterAll(async () => {
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  async function found(given: FilterExpression): Promise<string[]> {
    const query = {
      filter: { expression: given, sort: [], skip: null, limit: null },
      roles: null,
      sort: [],
      limit: 500,
      offset: 0,
    };
    const answer = (await identities.list(db, networkId, query, now)) as { data: { name: string }[] };
    return answer.data.map(({ name }) => name);
  }

  /** What a controller makes of the same expression, value by value. */
  function holds(node: FilterExpression, person: Person): boolean {
    switch (node.kind) {
      case "constant":
        return node.value;
      case "and":
        return holds(node.left, person) && holds(node.right, person);
      case "or":
        return holds(node.left, person) || holds(node.right, person);
      case "not":
        return !holds(node.expression, person);
      case "isEmpty":
        return person.roleAttributes.length === 0;
      default: {
        const matches = (value: unknown) =>
          node.kind === "in"
            ? node.values.some((each) => each === value)
            : compares(value, node.operator, node.value);
        if (node.subject.set === "anyOf") return person.roleAttributes.some(matches);
        if (node.subject.set === "allOf") return person.roleAttributes.every(matches);
        return matches(valueIn(person, node.subject.field));
      }
    }
  }

  function valueIn(person: Person, field: string): unknown {
    if (field.startsWith("tags.")) return (person.tags as Record<string, unknown>)[field.slice(5)] ?? null;
    if (field === "externalId") return person.externalId || null;
    return person[field as "name" | "isAdmin"];
  }

  function compares(left: unknown, operator: string, right: FilterValue): boolean {
    if (operator === "=") return left === right;
    if (operator === "!=") return left !== right;
    if (left === null || right === null) return false;
    if (operator === "contains") return String(left).includes(String(right));
    if (operator === "icontains") return String(left).toLowerCase().includes(String(right).toLowerCase());
    const [a, b] = [left as string, right as string];
    return { "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b }[operator] ?? false;
  }

  const word = fc.constantFrom("ann", "Bob", "a", "A1", "a1", "%", "_", '"', "\\", "", "sales", "Sales", "b");
  const textSubject = fc.oneof(
    fc.constantFrom("name", "externalId").map((field) => ({ field, set: null })),
    fc.constantFrom("anyOf" as const, "allOf" as const).map((set) => ({ field: "roleAttributes", set })),
  );
  const { answerable } = fc.letrec<{ answerable: FilterExpression }>((tie) => ({
    answerable: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.record({
        kind: fc.constant("compare" as const),
        subject: textSubject,
        operator: fc.constantFrom(...FILTER_OPERATORS),
        value: word,
      }),
      fc.record({
        kind: fc.constant("compare" as const),
        subject: fc.constantFrom("name", "externalId", "tags.x").map((field) => ({ field, set: null })),
        operator: fc.constantFrom("=" as const, "!=" as const),
        value: fc.oneof(word, fc.constant(null)),
      }),
      fc.record({
        kind: fc.constant("compare" as const),
        subject: fc.constantFrom("isAdmin", "tags.on").map((field) => ({ field, set: null })),
        operator: fc.constantFrom("=" as const, "!=" as const),
        value: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant("in" as const),
        subject: textSubject,
        values: fc.array(word, { minLength: 1, maxLength: 4 }),
      }),
      fc.constant({ kind: "isEmpty" as const, field: "roleAttributes" }),
      fc.record({ kind: fc.constant("constant" as const), value: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        left: tie("answerable"),
        right: tie("answerable"),
      }),
      fc.record({ kind: fc.constant("not" as const), expression: tie("answerable") }),
    ),
  }));

  test("finds what the language says, for every expression", async () => {
    await fc.assert(
      fc.asyncProperty(answerable, async (given) => {
        const expected = PEOPLE.filter((person) => holds(given, person)).map(({ name }) => name);
        expect(await found(given)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  const long = `${'anyOf(roleAttributes) contains "x" or '.repeat(MAX_FILTER_DEPTH - 1)}true`;
  const alternating = (levels: number) =>
    `${'not anyOf(roleAttributes) = "x" and (name icontains "y" or '.repeat(levels)}true${")".repeat(levels)}`;

  test.each([
    ["the longest chain", long],
    ["the longest chain of not", `${"not ".repeat(MAX_FILTER_DEPTH - 1)}isEmpty(roleAttributes)`],
    ["the deepest alternation", alternating(MAX_ALTERNATIONS / 2)],
  ])("answers %s that is read", async (_what, given) => {
    expect(await found(parseFilter(given).expression)).toEqual(expect.any(Array));
  });

  test("refuses an alternation that the database could not parse", async () => {
    await expect(found(parseFilter(alternating(MAX_ALTERNATIONS)).expression)).rejects.toThrow(
      `alternate more than ${MAX_ALTERNATIONS}`,
    );
  });
});
