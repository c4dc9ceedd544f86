import fc from "fast-check";
import {
  FILTER_OPERATORS,
  type FilterExpression,
  type FilterValue,
  type SortField,
} from "../../../../src/server/edge/filter/filter-ast";
import { MAX_ALTERNATIONS } from "../../../../src/server/edge/filter/filter-condition";
import { MAX_FILTER_DEPTH } from "../../../../src/server/edge/filter/filter-cursor";
import { parseFilter, parseSort } from "../../../../src/server/edge/filter/filter-parse";
import { identities } from "../../../../src/server/edge/identities/identities";
import { readIdentity } from "../../../../src/server/edge/identities/identity-settings";
import type { Database } from "../../../../src/server/store/database";
import { openDatabase } from "../../../../src/server/store/open-database";
import { TestServer } from "../../support/running-server";

describe("a filter over stored identities", () => {
  let server: TestServer;
  let db: Database;

  const PEOPLE = [
    {
      name: "ann",
      externalId: "A1",
      isAdmin: true,
      roleAttributes: ["sales", "emea"],
      tags: { x: "a", on: true },
    },
    { name: "Bob", externalId: null, isAdmin: false, roleAttributes: [], tags: { x: "B", on: false } },
    { name: "cy%_", externalId: "a1", isAdmin: false, roleAttributes: ["Sales"], tags: { on: "1" } },
    { name: 'd"\\', externalId: "", isAdmin: true, roleAttributes: ["emea"], tags: { x: null, on: "0" } },
    { name: "Émile", externalId: "É", isAdmin: false, roleAttributes: ["é"], tags: { x: "É", on: "" } },
    { name: "émile", externalId: "_é", isAdmin: true, roleAttributes: ["É"], tags: { x: "é" } },
  ];
  type Person = (typeof PEOPLE)[number];

  beforeAll(async () => {
    server = await TestServer.start();
    db = await openDatabase(server.database);
    for (const [index, person] of PEOPLE.entries()) {
      const target = {
        networkId: server.running.networkId,
        id: `id${index}`,
        now: server.now.toISOString(),
      };
      await identities.insert(db, target, readIdentity({ ...person, type: "User" }));
    }
  });
  afterAll(async () => {
    await db.destroy();
    await server.stop();
  });

  async function found(given: FilterExpression, sort: readonly SortField[] = []): Promise<string[]> {
    const query = {
      filter: { expression: given, sort: [], skip: null, limit: null },
      roles: null,
      sort,
      limit: 500,
      offset: 0,
    };
    const answer = (await identities.list(db, server.running.networkId, query, server.now)) as {
      data: { name: string }[];
    };
    return answer.data.map(({ name }) => name);
  }

  /** The result of the same expression on a controller, value by value. */
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
    if (typeof left !== "string" || right === null) return false;
    if (operator === "contains") return left.includes(String(right));
    if (operator === "icontains") return lower(left).includes(lower(String(right)));
    return (
      { "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right }[operator] ?? false
    );
  }

  /** SQLite folds the case of these letters only. */
  function lower(value: string): string {
    return value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }

  const word = fc.constantFrom("", ...'ann Bob a A1 a1 % _ " \\ sales Sales b 1 0 É é e\u0301'.split(" "));
  const textSubject = fc.oneof(
    fc.constantFrom("name", "externalId", "tags.x", "tags.on").map((field) => ({ field, set: null })),
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
        subject: fc.constantFrom("isAdmin", "tags.x", "tags.on").map((field) => ({ field, set: null })),
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

  test("finds what the model finds, for every expression", async () => {
    await fc.assert(
      fc.asyncProperty(answerable, async (given) => {
        const expected = PEOPLE.filter((person) => holds(given, person)).map(({ name }) => name);
        expect(await found(given)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['name < "a"', ["Bob"]],
    ['name icontains "É"', ["Émile"]],
    ['name icontains "MILE"', ["Émile", "émile"]],
    ['tags.on = "1"', ["cy%_"]],
    ["tags.on = true", ["ann"]],
    ["tags.on != false", ["ann", "cy%_", 'd"\\', "Émile", "émile"]],
    ['tags.on <= "0"', ['d"\\', "Émile"]],
    ['tags.on contains "0"', ['d"\\']],
    ['tags.on contains ""', ["cy%_", 'd"\\', "Émile"]],
    ['tags.on in ["1", "0"]', ["cy%_", 'd"\\']],
  ])("compares texts by their bytes and never with booleans: %s", async (filter, expected) => {
    expect(await found(parseFilter(filter).expression)).toEqual(expected);
  });

  test.each([
    ["name", ["Bob", "ann", "cy%_", 'd"\\', "Émile", "émile"]],
    ["name desc", ["émile", "Émile", 'd"\\', "cy%_", "ann", "Bob"]],
    ["externalId", ["Bob", 'd"\\', "ann", "émile", "cy%_", "Émile"]],
    ["isAdmin, name", ["Bob", "cy%_", "Émile", "ann", 'd"\\', "émile"]],
    ["type, name desc", ["émile", "Émile", 'd"\\', "cy%_", "ann", "Bob"]],
    ["tags.on, name", ["émile", "Bob", "ann", "Émile", 'd"\\', "cy%_"]],
    ["tags.on desc, name", ["émile", "cy%_", 'd"\\', "Émile", "ann", "Bob"]],
  ])("sorts by %s", async (sort, expected) => {
    expect(await found({ kind: "constant", value: true }, parseSort(sort))).toEqual(expected);
  });

  const long = `${'anyOf(roleAttributes) contains "x" or '.repeat(MAX_FILTER_DEPTH - 1)}name = "Bob"`;
  const alternating = (levels: number) =>
    'not anyOf(roleAttributes) = "sales" and (name icontains "y" or '.repeat(levels) +
    `name = "Bob"${")".repeat(levels)}`;

  test.each([
    ["the longest chain", long, ["Bob"]],
    [
      "the longest chain of not",
      `${"not ".repeat(MAX_FILTER_DEPTH - 1)}isEmpty(roleAttributes)`,
      ["ann", "cy%_", 'd"\\', "Émile", "émile"],
    ],
    ["the deepest alternation", alternating(MAX_ALTERNATIONS / 2), ["Bob", "cy%_", 'd"\\', "Émile", "émile"]],
  ])("answers %s within the limits", async (_what, given, expected) => {
    expect(await found(parseFilter(given).expression)).toEqual(expected);
  });

  test("refuses and and or that alternate too deep for the database", async () => {
    await expect(found(parseFilter(alternating(MAX_ALTERNATIONS)).expression)).rejects.toThrow(
      `alternate more than ${MAX_ALTERNATIONS}`,
    );
  });
});
