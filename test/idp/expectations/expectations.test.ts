import fc from "fast-check";
import { parseFilter } from "../../../src/contract/scim/filter/parse-filter";
import type { ReceivedAnswer, ScimResource } from "../../../src/idp/common/scim-message";
import { seededUuid } from "../../../src/idp/common/seeded-uuid";
import { groupLookup, userLookup } from "../../../src/idp/entra/messages";
import { scimMediaType } from "../../../src/idp/expectations/answers";
import { echoes } from "../../../src/idp/expectations/echoes";
import { lookup } from "../../../src/idp/okta/messages";

const answer = (body: ScimResource | null): ReceivedAnswer => ({
  status: 200,
  contentType: "application/scim+json",
  location: null,
  text: JSON.stringify(body),
  body,
});

const resources = fc.dictionary(
  fc.stringMatching(/^[a-z]{3,12}$/),
  fc.oneof(
    fc.boolean(),
    fc.string({ minLength: 1 }),
    fc.constant(null),
    fc.array(fc.record({ type: fc.constantFrom("work", "home"), value: fc.string({ minLength: 1 }) })),
    fc.record({ givenName: fc.string(), primary: fc.boolean() }),
  ),
) as fc.Arbitrary<ScimResource>;

describe("values that were sent", () => {
  test("sent values with more beside them are no problem", () => {
    fc.assert(
      fc.property(resources, (sent) => {
        expect(echoes(sent).problem(answer({ ...sent, id: "1", meta: {} }))).toBeNull();
      }),
    );
  });

  test("an inverted boolean is always found", () => {
    fc.assert(
      fc.property(resources, fc.boolean(), (others, active) => {
        const problem = echoes({ active }).problem(answer({ ...others, active: !active }));
        expect(problem).toBe(`active came back as ${!active}; it was sent as ${active}`);
      }),
    );
  });

  test("names in another case are the same attribute", () => {
    expect(echoes({ userName: "ada" }).problem(answer({ username: "ada" }))).toBeNull();
  });

  test("the case of userName does not count, that of other texts does", () => {
    expect(echoes({ userName: "Ada" }).problem(answer({ userName: "ada" }))).toBeNull();
    expect(echoes({ externalId: "Ada" }).problem(answer({ externalId: "ada" }))).toContain(
      "externalId came back",
    );
  });

  test("an optional attribute may be missing but not changed", () => {
    const expectation = echoes({ locale: "en-US" }, ["locale"]);
    expect(expectation.problem(answer({}))).toBeNull();
    expect(expectation.problem(answer({ locale: "en" }))).toBe(
      'locale came back as "en"; it was sent as "en-US"',
    );
  });

  test("read-only and secret attributes are not compared", () => {
    const sent = { password: "x", meta: { resourceType: "User" }, schemas: ["a"], groups: ["g"] };
    expect(echoes(sent).problem(answer({}))).toBeNull();
  });

  test.each([
    [
      "a text for an object",
      { name: { givenName: "Ada" } },
      { name: "Ada" },
      'name came back as "Ada", not as an object',
    ],
    [
      "a text for a list",
      { roles: [{ value: "a" }] },
      { roles: "a" },
      'roles came back as "a", not as a list',
    ],
    [
      "another part",
      { name: { givenName: "Ada" } },
      { name: { givenName: "A" } },
      'name.givenName came back as "A"',
    ],
  ])("%s is a problem", (_, sent, shown, problem) => {
    expect(echoes(sent).problem(answer(shown))).toContain(problem);
  });

  test("an answer without a body passes", () => {
    expect(echoes({ active: true }).problem(answer(null))).toBeNull();
  });
});

test.each([
  ["application/scim+json; charset=utf-8", null],
  ["application/scim+jsonp", "Content-Type is application/scim+jsonp; wanted application/scim+json"],
  [null, "Content-Type is missing; wanted application/scim+json"],
])("the media type %s", (contentType, problem) => {
  expect(scimMediaType.problem({ ...answer({}), contentType })).toBe(problem);
});

describe("look-ups", () => {
  const filterOf = (path: string) => {
    const parsed = parseFilter(new URL(path, "http://x").searchParams.get("filter") ?? "");
    return parsed.ok ? parsed.filter : parsed.reason;
  };

  test("any name stays one value of the filter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        expect(filterOf(userLookup("userName", value))).toMatchObject({ operator: "eq", value });
        expect(filterOf(groupLookup(value))).toMatchObject({ operator: "eq", value });
        expect(filterOf(lookup("Users", "userName", value))).toMatchObject({ operator: "eq", value });
      }),
    );
  });
});

test("a seeded UUID has the form of version 4, whatever the words", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(seededUuid(...words)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(seededUuid(...words)).toBe(seededUuid(...words));
    }),
  );
});
