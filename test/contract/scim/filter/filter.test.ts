import fc from "fast-check";
import { type AttributePath, COMPARISONS, type Filter } from "../../../../src/contract/scim/filter/filter";
import { matchesFilter } from "../../../../src/contract/scim/filter/match";
import { parseFilter } from "../../../../src/contract/scim/filter/parse-filter";
import { formatFilter } from "../../../../src/contract/scim/format";
import { FILTER_LIMITS } from "../../../../src/contract/scim/grammar";
import { parseMappingPath } from "../../../../src/contract/scim/mapping-path";
import { parsePath } from "../../../../src/contract/scim/parse-path";
import { USER } from "../../../../src/contract/scim/resource";

const at = (
  attribute: string,
  subAttribute: string | null = null,
  schema: string | null = null,
): AttributePath => ({
  schema,
  attribute,
  subAttribute,
});
const eq = (path: AttributePath, value: string | number | boolean | null): Filter => ({
  kind: "compare",
  path,
  operator: "eq",
  value,
});
function parsed(text: string): Filter {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(result.reason);
  return result.filter;
}

describe("parseFilter", () => {
  it.each<[string, Filter]>([
    ['userName eq "ann"', eq(at("userName"), "ann")],
    ['  USERNAME   EQ   "ann"  ', eq(at("USERNAME"), "ann")],
    ["active eq True", eq(at("active"), true)],
    ["externalId eq null", eq(at("externalId"), null)],
    ["level eq -12.5e2", eq(at("level"), -1250)],
    ["level eq -0", eq(at("level"), 0)],
    ['name.familyName eq "O\\"Brien \\u00e9"', eq(at("name", "familyName"), 'O"Brien é')],
    ["title pr", { kind: "present", path: at("title") }],
    [
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "m"',
      eq(at("manager", "value", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"), "m"),
    ],
    ['members.$ref eq "x"', eq(at("members", "$ref"), "x")],
    [
      "a eq 1 or b eq 2 and not (c eq 3)",
      {
        kind: "or",
        left: eq(at("a"), 1),
        right: { kind: "and", left: eq(at("b"), 2), right: { kind: "not", filter: eq(at("c"), 3) } },
      },
    ],
    [
      "(a eq 1 or b eq 2) and c eq 3",
      {
        kind: "and",
        left: { kind: "or", left: eq(at("a"), 1), right: eq(at("b"), 2) },
        right: eq(at("c"), 3),
      },
    ],
    ['emails[type eq "work"]', { kind: "values", path: at("emails"), filter: eq(at("type"), "work") }],
    [
      'emails[type eq "work"].value eq "x"',
      {
        kind: "values",
        path: at("emails"),
        filter: { kind: "and", left: eq(at("type"), "work"), right: eq(at("value"), "x") },
      },
    ],
    ["and eq 1 and or eq 2", { kind: "and", left: eq(at("and"), 1), right: eq(at("or"), 2) }],
    ["not eq 1", eq(at("not"), 1)],
    ["externalId eq jyoung", eq(at("externalId"), "jyoung")],
    ["(a eq constructor)", eq(at("a"), "constructor")],
    ["level eq 01", eq(at("level"), "01")],
  ])("reads %s", (text, filter) => {
    expect(parseFilter(text)).toEqual({ ok: true, filter });
  });

  it.each([
    ["", 0, "expected an attribute name at character 1, found the end"],
    [
      "userName",
      8,
      "expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) at character 9, found the end",
    ],
    ['userName is "x"', 9, 'at character 10, found "is \\"x\\""'],
    ["userName eq ", 12, "expected a value: text in double quotes, a number, true, false or null"],
    ["active sw true", 10, "expected text in double quotes after sw"],
    ['userName eq "x', 12, "expected a value"],
    ['userName eq "\\x"', 12, "expected text with JSON escapes only"],
    ['userName eq "a" title pr', 16, "expected and, or, or the end of the filter"],
    ['(userName eq "a"', 16, "expected and, or, or a closing parenthesis"],
    ["level eq 1e999", 9, "expected a number of ordinary size"],
    ["active co true", 10, "expected text in double quotes after co"],
    ["active gt true", 10, "expected text in double quotes or a number after gt"],
    ['emails[emails.type eq "x"]', 7, "expected the plain name of a sub-attribute"],
    ['emails[type eq "work"] eq "x"', 23, "expected and, or, or the end"],
    ['emails[type eq "work"].value', 28, "expected an operator"],
  ])("refuses %j at %i", (text, position, reason) => {
    expect(parseFilter(text)).toEqual({ ok: false, position, reason: expect.stringContaining(reason) });
  });

  it("holds its limits of length, depth and terms", () => {
    const long = `a eq "${"x".repeat(FILTER_LIMITS.length)}"`;
    const deep = (levels: number) => `${"(".repeat(levels)}a pr${")".repeat(levels)}`;
    const wide = (terms: number) => Array.from({ length: terms }, () => "a pr").join(" and ");
    expect(parseFilter(long)).toMatchObject({ ok: false, reason: expect.stringContaining("at most 4096") });
    expect(parseFilter(deep(FILTER_LIMITS.depth))).toMatchObject({ ok: true });
    expect(parseFilter(deep(FILTER_LIMITS.depth + 1))).toMatchObject({
      ok: false,
      reason: "nests deeper than 16 levels",
    });
    const flat = Array.from({ length: FILTER_LIMITS.depth + 1 }, () => "(a pr)").join(" and ");
    expect(parseFilter(flat)).toMatchObject({ ok: true });
    expect(parseFilter(wide(FILTER_LIMITS.terms))).toMatchObject({ ok: true });
    expect(parseFilter(wide(FILTER_LIMITS.terms + 1))).toMatchObject({
      ok: false,
      reason: "has more than 64 comparisons",
    });
  });
});

const name = fc.stringMatching(/^[A-Za-z$][A-Za-z0-9_$-]{0,7}$/);
const urn = fc.constantFrom(
  "urn:ietf:params:scim:schemas:core:2.0:User",
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
  "urn:acme:x",
);
const attributePath = fc.record({
  schema: fc.option(urn),
  attribute: name,
  subAttribute: fc.option(name),
});
const plainPath = name.map((attribute) => at(attribute));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const textValue = fc.string({ unit: "binary", maxLength: 12 });

function comparison(path: fc.Arbitrary<AttributePath>): fc.Arbitrary<Filter> {
  const operandFor = (operator: string) => {
    if (["co", "sw", "ew"].includes(operator)) return textValue;
    if (["gt", "ge", "lt", "le"].includes(operator)) return fc.oneof(textValue, number);
    return fc.oneof(textValue, number, fc.boolean(), fc.constant(null));
  };
  const compare = fc.constantFrom(...COMPARISONS).chain((operator) =>
    fc.record({
      kind: fc.constant("compare" as const),
      path,
      operator: fc.constant(operator),
      value: operandFor(operator),
    }),
  );
  return fc.oneof(compare, fc.record({ kind: fc.constant("present" as const), path }));
}

function filterOver(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: "filter" },
      leaf,
      fc.record({
        kind: fc.constantFrom("and" as const, "or" as const),
        left: tie("filter"),
        right: tie("filter"),
      }),
      fc.record({ kind: fc.constant("not" as const), filter: tie("filter") }),
    ),
  })).filter;
}

const valuePath = fc.record({
  kind: fc.constant("values" as const),
  path: attributePath.map((path) => ({ ...path, subAttribute: null })),
  filter: filterOver(comparison(plainPath)),
});
const anyFilter = filterOver(fc.oneof(comparison(attributePath), valuePath));

describe("filter laws", () => {
  it("what is written can be read back", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual({ ok: true, filter });
      }),
      { numRuns: 500 },
    );
  });

  it("no text makes a parser throw, and a refusal points into the text", () => {
    const piece = fc.constantFrom(
      "userName",
      " ",
      " eq ",
      " pr",
      '"x"',
      '"',
      "\\",
      "(",
      ")",
      "[",
      "]",
      ".",
      " and ",
      " or ",
      "not ",
      "urn:a:b:",
      "1",
      "true",
      "\u0000",
      "😀",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (given) => {
        parseMappingPath(given);
        for (const result of [parseFilter(given), parsePath(given)]) {
          if (!result.ok) expect(result.position).toBeLessThanOrEqual(given.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("matching never throws, and not is the opposite", () => {
    fc.assert(
      fc.property(anyFilter, fc.jsonValue(), (filter, json) => {
        const attributes = { userName: json, emails: json, name: json, active: json };
        expect(matchesFilter({ kind: "not", filter }, attributes, USER)).toBe(
          !matchesFilter(filter, attributes, USER),
        );
      }),
    );
  });
});

describe("matchesFilter", () => {
  const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const ann = {
    id: "Ab1",
    userName: "Ann@Example.com",
    externalId: "00uAnn",
    active: true,
    name: { familyName: "Berg" },
    emails: [
      { value: "ann@work.example", type: "work", primary: true },
      { value: "ann@home.example", type: "home" },
    ],
    roles: [{ value: "admin", primary: false }],
    meta: { lastModified: "2026-11-24T09:30:00.000Z" },
    [ENTERPRISE]: { department: "Sales", manager: { value: "m1" } },
    "urn:acme:2.0:User": { Badge: "B7", level: 3 },
  };

  it.each([
    ['userName eq "ann@example.COM"', "userName compares without case"],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ANN"', "the core URN may be written"],
    ['NAME.FAMILYNAME ew "RG"', "names are read in any case"],
    ['externalId eq "00uAnn"', "externalId is the same"],
    ["active eq true", "booleans"],
    ['active eq "True"', "booleans written as text"],
    ['emails eq "ann@home.example"', "a complex attribute compares by its value"],
    ['emails.type eq "HOME"', "any of several values is enough"],
    ['emails[type eq "work" and primary eq true]', "both conditions on one value"],
    ['emails[type eq "work"].value eq "ann@work.example"', "Entra ID's form"],
    ['roles[primary eq "False"].value eq "admin"', "Entra ID's boolean text inside brackets"],
    [`${ENTERPRISE}:department co "ale"`, "extension attributes"],
    [`${ENTERPRISE}.department co "ale"`, "a dot behind the URN of a known schema"],
    [`${ENTERPRISE}:manager eq "m1"`, "a complex extension attribute by its value"],
    ['urn:acme:2.0:User:badge eq "b7"', "extensions nobody described, in any case"],
    ["urn:acme:2.0:User:level ge 3", "numbers"],
    ['meta.lastModified gt "2026-11-24T10:29:59+01:00"', "times by their instant"],
    ['meta.lastModified le "2026-11-24T09:30:00Z"', "times to the same instant"],
    ["name pr", "present complex attributes"],
    ["title eq null", "null means absent"],
    ['title ne "x"', "absent is not equal to any text"],
    ['emails ne "nobody@x.example"', "ne is the opposite of eq"],
  ])("%s matches: %s", (text) => {
    expect(matchesFilter(parsed(text), ann, USER)).toBe(true);
  });

  it.each([
    ['externalId eq "00uann"', "externalId compares with case"],
    ['id eq "ab1"', "ids compare with case"],
    ['emails[type eq "home" and primary eq true]', "conditions on different values"],
    ['emails ne "ann@work.example"', "ne with one of several values equal"],
    ["title pr", "absent"],
    ['title gt ""', "absent has no order"],
    ["userName eq null", "present is not null"],
    ['meta.created gt "yesterday"', "a time that is none"],
    ['nothing eq "x"', "unknown attributes"],
    ["userName eq 1", "a number against text"],
    ['displayName co ""', "absent contains nothing"],
  ])("%s does not match: %s", (text) => {
    expect(matchesFilter(parsed(text), ann, USER)).toBe(false);
  });

  it("operands never become patterns", () => {
    expect(matchesFilter(parsed('userName co ".*"'), ann, USER)).toBe(false);
    expect(matchesFilter(parsed('userName sw "%"'), ann, USER)).toBe(false);
  });
});
