import * as fc from "fast-check";
import * as z from "zod/mini";
import { embeddedIdentities } from "../../../../src/server/network/embedded/embedded-identities";
import { scimBackend } from "../../../../src/server/provisioning/scim-backend";
import type { ScimBackend } from "../../../../src/server/scim/backend";
import { handleScim } from "../../../../src/server/scim/handle-scim";
import type { Database } from "../../../../src/server/store/database";
import { openDatabase } from "../../../../src/server/store/open-database";
import { type Connection, read, TestServer } from "../../support/running-server";
import {
  type Json,
  type ModelAttribute,
  type ModelFilter,
  matches,
  PARTS,
  textOf,
  USER_ATTRIBUTES,
} from "../support/filter-model";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const RUNS = 1500;
const AT_ONCE = 16;

const created = z.object({ id: z.string() });
const listed = z.object({ totalResults: z.int(), Resources: z.array(z.looseObject({ id: z.string() })) });

/**
 * The values of the users. They are few, so that filters match. They hold both cases, wildcards of `like`,
 * characters that JSON escapes, and characters outside ASCII. The lower case of one of these is in ASCII. One
 * has its accent as a character of its own.
 */
const WORDS = [
  "ann",
  "Ann Berg",
  "BERG",
  "Özil",
  "zoë",
  "ZOE\u0308",
  "\u212Aim",
  "kim",
  "a_b%",
  'x"y',
  "back\\slash",
  "42",
];
const word = fc.constantFrom(...WORDS);
const piece = fc.oneof(
  word,
  word.map((text) => text.slice(1, 3)),
  fc.constant(""),
);

const person = fc.record(
  {
    externalId: word,
    displayName: word,
    title: word,
    name: fc.record({ familyName: word }),
    active: fc.boolean(),
    emails: fc.array(
      fc.record(
        { value: word, type: fc.constantFrom("work", "HOME"), primary: fc.boolean(), display: word },
        { requiredKeys: ["type"] },
      ),
      { maxLength: 3 },
    ),
    roles: fc.array(fc.record({ value: word }), { maxLength: 2 }),
    [ENTERPRISE]: fc.record({ department: word }),
    "urn:acme:2.0:User": fc.record(
      { note: word, level: fc.integer({ min: 0, max: 3 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

let server: TestServer;
let to: Connection;
let people: readonly Json[];
let db: Database;
let backend: ScimBackend;

beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  const ids: string[] = [];
  for (const [at, attributes] of fc.sample(person, { numRuns: 30, seed: 7 }).entries()) {
    const body = { ...attributes, userName: `${WORDS[at % WORDS.length]}-${at}` };
    ids.push(read(created, await server.scim(to, "POST", "/Users", body)).id);
    server.advance(1);
  }
  for (const [at, displayName] of ["Berg", "ann", "Özil"].entries()) {
    const members = ids.filter((_, index) => index % (at + 2) === 0).map((value) => ({ value }));
    await server.scim(to, "POST", "/Groups", { displayName, members });
  }
  people = read(listed, await server.scim(to, "GET", "/Users?count=500")).Resources;
  db = await openDatabase(server.database);
  const refused = () => Promise.reject(new Error("a filter changes nothing"));
  const clock = () => server.now;
  const given = { db, clock, identities: embeddedIdentities, integrationId: to.id, warn: () => undefined };
  backend = scimBackend({ ...given, recordChanges: refused });
});
afterAll(async () => {
  await db.destroy();
  await server.stop();
});

const INSTANTS = [
  "2026-11-24T09:00:10Z",
  "2026-11-24T10:00:20.000+01:00",
  "2026-11-24T09:00:25.500Z",
  "2026-11-24",
];

function comparison(attributes: readonly ModelAttribute[]): fc.Arbitrary<ModelFilter> {
  return fc.constantFrom(...attributes).chain((of) => {
    const [operators, operand] = operandsOf(of);
    return fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          is: fc.constant("compare" as const),
          of: fc.constant(of),
          operator: operators,
          operand,
        }),
      },
      { weight: 1, arbitrary: fc.record({ is: fc.constant("present" as const), of: fc.constant(of) }) },
      {
        weight: 1,
        arbitrary: fc.record({
          is: fc.constant("compare" as const),
          of: fc.constant(of),
          operator: fc.constantFrom("eq", "ne"),
          operand: fc.constant(null),
        }),
      },
    );
  });
}

function operandsOf({ kind }: ModelAttribute): [fc.Arbitrary<string>, fc.Arbitrary<unknown>] {
  const ordered = fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le");
  switch (kind) {
    case "boolean":
      return [fc.constantFrom("eq", "ne"), fc.constantFrom(true, false, "True", "FALSE")];
    case "instant":
      return [ordered, fc.constantFrom(...INSTANTS)];
    case "number":
      return [ordered, fc.integer({ min: 0, max: 3 })];
    default:
      return [fc.constantFrom("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"), piece];
  }
}

function over(leaf: fc.Arbitrary<ModelFilter>): fc.Arbitrary<ModelFilter> {
  return fc.letrec<{ filter: ModelFilter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      leaf,
      fc.record({
        is: fc.constantFrom("and" as const, "or" as const),
        left: tie("filter"),
        right: tie("filter"),
      }),
      fc.record({ is: fc.constant("not" as const), inner: tie("filter") }),
    ),
  })).filter;
}

const brackets = fc.constantFrom(...Object.keys(PARTS)).chain((name) =>
  fc.record({
    is: fc.constant("values" as const),
    name: fc.constant(name),
    inner: over(comparison(PARTS[name] ?? [])),
  }),
);
const anyFilter = over(
  fc.oneof({ weight: 3, arbitrary: comparison(USER_ATTRIBUTES) }, { weight: 1, arbitrary: brackets }),
);

/**
 * Reads only ids, and directly from the store. HTTP and whole users took most of the time of these tests.
 */
async function found(filter: string): Promise<{ status: number; ids: string[] }> {
  const { status, body } = await handleScim(backend, {
    method: "GET",
    path: "/Users",
    query: { count: "500", attributes: "id", filter },
    headers: {},
    body: undefined,
    baseUrl: server.url,
    now: server.now,
  });
  const { Resources = [] } = body as { readonly Resources?: readonly { readonly id: string }[] };
  return { status, ids: Resources.map(({ id }) => id) };
}

test("the store finds the users that the model finds, for random filters", async () => {
  const sampled = fc.sample(anyFilter, RUNS).map((filter) => [textOf(filter), filter] as const);
  const filters = [...new Map(sampled).values()];
  for (let at = 0; at < filters.length; at += AT_ONCE) {
    const some = filters.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map((filter) => found(textOf(filter))));
    for (const [index, filter] of some.entries()) {
      const wanted = people.filter((one) => matches(filter, one)).map(({ id }) => id);
      expect([textOf(filter), answers[index]]).toEqual([textOf(filter), { status: 200, ids: wanted }]);
    }
  }
}, 60_000);

test("no random text of filter tokens makes the server fail", async () => {
  const token = fc.constantFrom(
    ...[
      "userName",
      "emails",
      "groups",
      "members.$ref",
      "meta.lastModified",
      "schemas",
      "id",
      "urn:a:b:",
      "active",
    ],
    ...[
      " eq ",
      " ne ",
      " co ",
      " pr",
      " gt ",
      "(",
      ")",
      "[",
      "]",
      ".",
      " and ",
      " or ",
      "not ",
      '"x"',
      '"',
      "\\",
    ],
    ...["true", "null", "7", "1e400", '"\\ud800"', '"\\u0000"', "'", "%", "\u0000", "😀", "999999-01-01"],
  );
  const texts = fc.sample(fc.array(token, { maxLength: 14 }), RUNS / 2).map((tokens) => tokens.join(""));
  for (let at = 0; at < texts.length; at += AT_ONCE) {
    const some = texts.slice(at, at + AT_ONCE);
    const answers = await Promise.all(some.map(found));
    for (const [index, text] of some.entries()) {
      expect([text, [200, 400].includes(answers[index]?.status ?? 0)]).toEqual([text, true]);
    }
  }
}, 60_000);
