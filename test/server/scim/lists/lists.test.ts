import * as z from "zod/mini";
import { type Connection, read, TestServer } from "../../support/running-server";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const created = z.object({ id: z.string() });
const listed = z.object({
  totalResults: z.optional(z.int()),
  startIndex: z.optional(z.int()),
  nextCursor: z.optional(z.string()),
  Resources: z.array(z.looseObject({ id: z.string(), userName: z.optional(z.string()) })),
});
const refusal = z.object({ scimType: z.optional(z.string()), detail: z.string() });

type Query = Readonly<Record<string, string>>;

let server: TestServer;
let to: Connection;
const groups: Record<string, string> = {};

const get = (path: string, query: Query) => server.scim(to, "GET", `${path}?${new URLSearchParams(query)}`);
const list = async (path: string, query: Query) => read(listed, await get(path, query));
const names = async (query: Query) => (await list("/Users", query)).Resources.map(({ userName }) => userName);
const refused = async (query: Query) => {
  const answer = await get("/Users", query);
  return { status: answer.status, ...read(refusal, answer) };
};

const PEOPLE = [
  {
    userName: "ann",
    externalId: "Z-1",
    displayName: "Ann Berg",
    name: { familyName: "Berg", givenName: "Ann" },
    title: "Lead",
    emails: [
      { type: "work", value: "ann@corp.example", primary: true },
      { type: "home", value: "ann@home.example", display: "Private" },
    ],
    [ENTERPRISE]: { department: "Sales", employeeNumber: "007" },
  },
  {
    userName: "bob",
    externalId: "a-2",
    displayName: "Özil, Bob",
    active: false,
    phoneNumbers: [{ type: "mobile", value: "+49 30 1" }],
    emails: [{ type: "work", value: "bob@corp.example", primary: false }],
    "urn:acme:2.0:User": { level: 3 },
  },
  { userName: "Cid", title: "Clerk", roles: [{ value: "admin", primary: true }] },
  { userName: "dot", displayName: "zoë", emails: [{ type: "home", display: "no address" }] },
];

beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  const ids: string[] = [];
  for (const person of PEOPLE) {
    ids.push(read(created, await server.scim(to, "POST", "/Users", person)).id);
    server.advance(60);
  }
  const members = [{ value: ids[0] }, { value: ids[2] }];
  groups.Sales = read(
    created,
    await server.scim(to, "POST", "/Groups", { displayName: "Sales", members }),
  ).id;
  groups.Empty = read(created, await server.scim(to, "POST", "/Groups", { displayName: "empty" })).id;
});
afterAll(() => server.stop());

describe("filters over the store", () => {
  test.each([
    ['userName sw "A"', ["ann"]],
    ['userName co "O"', ["bob", "dot"]],
    ['userName ew "D"', ["Cid"]],
    ['userName gt "bob"', ["Cid", "dot"]],
    ['userName ge "BOB" and userName lt "dot"', ["bob", "Cid"]],
    ['externalId sw "z"', []],
    ['externalId sw "Z"', ["ann"]],
    ['externalId le "Z-1"', ["ann"]],
    ["externalId pr and not (active eq true)", ["bob"]],
    ['displayName co "öz"', ["bob"]],
    ['displayName ew "Ë"', ["dot"]],
    ['displayName co ""', ["ann", "bob", "dot"]],
    ['userName co "%"', []],
    ['userName eq ann or userName eq "cid"', ["ann", "Cid"]],
    ['emails co "@CORP"', ["ann", "bob"]],
    ['emails[type eq "work" and value co "@corp"] and active eq true', ["ann"]],
    ['emails[type eq "home" and not (value pr)]', ["dot"]],
    ["emails[primary eq false]", ["bob"]],
    ['emails.display eq "private"', ["ann"]],
    ["emails.value pr", ["ann", "bob"]],
    ["emails pr", ["ann", "bob", "dot"]],
    ['title eq "LEAD"', ["ann"]],
    ['title ne "Lead"', ["bob", "Cid", "dot"]],
    ['not (title eq "Lead" or roles.value eq "ADMIN")', ["bob", "dot"]],
    ['name.familyName sw "b"', ["ann"]],
    ["name pr", ["ann"]],
    ['phoneNumbers[type eq "mobile"].value co "30"', ["bob"]],
    ['roles[primary eq "True"].value eq "admin"', ["Cid"]],
    [`${ENTERPRISE}:department eq "sales"`, ["ann"]],
    ["employeeNumber eq 007", ["ann"]],
    ["urn:acme:2.0:User:LEVEL ge 3", ["bob"]],
    [`schemas eq "${ENTERPRISE}"`, ["ann"]],
    ['groups.display eq "sales"', ["ann", "Cid"]],
    ['groups[display sw "S" and type eq "direct"] and title sw "c"', ["Cid"]],
    ["not (groups pr)", ["bob", "dot"]],
    ['meta.created gt "2026-11-24T10:00:59+01:00"', ["bob", "Cid", "dot"]],
    ['meta.lastModified eq "2026-11-24T09:02:00Z"', ["Cid"]],
    ['meta.lastModified lt "2026-11-24T09:01:00.000Z"', ["ann"]],
    ['meta.created co "T09:03"', ["dot"]],
    [`meta.version eq "W/\\"1\\""`, ["ann", "bob", "Cid", "dot"]],
    ['meta.resourceType eq "group"', []],
  ])("%s", async (filter, wanted) => {
    expect(await names({ filter, sortBy: "userName" })).toEqual(wanted);
  });

  test("groups are found by their members, whether the rest of the filter has columns or not", async () => {
    const found = async (filter: string) => (await list("/Groups", { filter })).Resources.map(({ id }) => id);
    expect(await found('members[display eq "ANN"]')).toEqual([groups.Sales]);
    expect(await found('members.display co "i" and schemas pr')).toEqual([groups.Sales]);
    expect(await found("members pr")).toEqual([groups.Sales]);
    expect(await found('not (members.type eq "User")')).toEqual([groups.Empty]);
  });

  test.each([
    ["active gt true", "in double quotes"],
    ['active gt "true"', "has no order"],
    ['meta.created gt "yesterday"', "instant"],
    ['groups.$ref eq "x"', "compare groups.value"],
    ['meta.location eq "x"', "compare id"],
    ['userName eq "\\u0000"', "NUL"],
    ['password eq "x"', "cannot be searched"],
    ['userNam eq "x"', 'did you mean "userName"'],
  ])("%s is 400 invalidFilter: %s", async (filter, detail) => {
    expect(await refused({ filter })).toEqual({
      status: 400,
      scimType: "invalidFilter",
      detail: expect.stringContaining(detail),
    });
  });

  test("a filter at the limits of depth and width is answered", async () => {
    const both = (text: string, level: number) => `(${text} ${level % 2 === 0 ? "and" : "or"} userName pr)`;
    const deep = Array.from({ length: 15 }, (_, level) => level).reduce(both, 'emails[type eq "work"]');
    expect(await names({ filter: deep, sortBy: "userName" })).toEqual(["ann", "bob", "Cid", "dot"]);
    const negated = Array.from({ length: 14 }).reduce((text) => `not (${text})`, 'emails[type eq "work"]');
    expect(await names({ filter: String(negated), sortBy: "userName" })).toEqual(["ann", "bob"]);
    const wide = Array.from({ length: 64 }, (_, at) => `emails.value eq "${at}"`).join(" or ");
    expect(await names({ filter: wide })).toEqual([]);
  });
});

describe("order", () => {
  test.each([
    [{ sortBy: "userName", sortOrder: "descending" }, ["dot", "Cid", "bob", "ann"]],
    [{ sortBy: "displayName" }, ["ann", "dot", "bob", "Cid"]],
    [{ sortBy: "DISPLAYNAME", sortOrder: "Descending" }, ["Cid", "bob", "dot", "ann"]],
    [{ sortBy: "meta.lastModified", sortOrder: "descending" }, ["dot", "Cid", "bob", "ann"]],
    [
      { sortBy: "urn:ietf:params:scim:schemas:core:2.0:User:userName", startIndex: "2", count: "2" },
      ["bob", "Cid"],
    ],
    [{ sortBy: "userName", filter: "title pr", startIndex: "2" }, ["Cid"]],
  ])("%j", async (query, wanted) => {
    expect(await names(query as Query)).toEqual(wanted);
  });

  test("an attribute that cannot sort is refused, and the error says what would", async () => {
    const reasons = {
      name: "name one of name.formatted, name.familyName",
      titel: 'did you mean "title"',
      password: "cannot be sorted by password",
      "meta.location": "cannot be sorted by meta.location",
      'emails[type eq "work"].value': "without brackets",
      "a b": "is no attribute",
    };
    for (const [sortBy, reason] of Object.entries(reasons)) {
      const answer = { status: 400, scimType: "invalidPath", detail: expect.stringContaining(reason) };
      expect(await refused({ sortBy })).toEqual(answer);
    }
    expect(await refused({ sortBy: "userName", sortOrder: "up" })).toMatchObject({
      scimType: "invalidValue",
    });
  });
});

describe("cursors (RFC 9865)", () => {
  async function walk(
    query: Query,
    between: () => Promise<void> = async () => undefined,
  ): Promise<unknown[]> {
    const seen: unknown[] = [];
    for (let cursor = ""; ; ) {
      const page = await list("/Users", { ...query, cursor });
      seen.push(...page.Resources.map(({ userName }) => userName));
      if (page.nextCursor === undefined) return seen;
      expect(page.nextCursor).toMatch(/^[A-Za-z0-9_-]+$/);
      cursor = page.nextCursor;
      await between();
    }
  }

  test.each([
    [{ sortBy: "userName" }, ["ann", "bob", "Cid", "dot"]],
    [{ sortBy: "userName", sortOrder: "descending" }, ["dot", "Cid", "bob", "ann"]],
    [{ sortBy: "displayName" }, ["ann", "dot", "bob", "Cid"]],
    [{ sortBy: "externalId", sortOrder: "descending", filter: "active eq true" }, ["dot", "Cid", "ann"]],
    [{ sortBy: "userName", filter: "title pr" }, ["ann", "Cid"]],
  ])("%j reaches every user once, page by page", async (query, wanted) => {
    const walked = await walk({ ...query, count: "1" } as Query);
    const isTied = query.sortBy === "externalId";
    expect(isTied ? walked.slice().sort() : walked).toEqual(isTied ? wanted.slice().sort() : wanted);
  });

  test("no user is missed while others are deleted", async () => {
    to = await server.connected("entra");
    const ids: string[] = [];
    for (let at = 0; at < 20; at++) {
      ids.push(read(created, await server.scim(to, "POST", "/Users", { userName: `u${at}` })).id);
    }
    const victims = ids
      .slice()
      .sort()
      .filter((_, at) => at % 4 === 0);
    const survivors = ids.length - victims.length;
    const seen = await walk({ count: "3" }, async () => {
      const victim = victims.shift();
      if (victim !== undefined) await server.scim(to, "DELETE", `/Users/${victim}`);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(survivors);
  });

  test("totalResults is present when it is known", async () => {
    expect(await list("/Users", { cursor: "", count: "1" })).toMatchObject({
      totalResults: expect.any(Number),
    });
    const { Resources, ...scanned } = await list("/Users", { cursor: "", filter: "title pr" });
    expect([Resources, scanned.totalResults]).toEqual([[], undefined]);
    expect(await list("/Users", { cursor: "" })).not.toHaveProperty("startIndex");
  });

  test.each([
    ["garbage", { cursor: "garbage" }, "invalidCursor"],
    ["another value", { cursor: Buffer.from('[1,"x"]').toString("base64url") }, "invalidCursor"],
    ["no count", { cursor: "", count: "0" }, "invalidCount"],
    ["a count that is none", { cursor: "", count: "ten" }, "invalidCount"],
  ])("%s is refused", async (_what, query, scimType) => {
    expect(await refused(query as Query)).toMatchObject({ status: 400, scimType });
  });

  test("a cursor belongs to its list, and expires", async () => {
    const { nextCursor: cursor = "" } = await list("/Users", { cursor: "", count: "1", sortBy: "userName" });
    expect(await refused({ cursor, sortBy: "id" })).toMatchObject({ scimType: "invalidCursor" });
    expect(await refused({ cursor, sortBy: "userName", filter: "active eq true" })).toMatchObject({
      scimType: "invalidCursor",
    });
    server.advance(3600);
    expect((await get("/Users", { cursor, sortBy: "userName" })).status).toBe(200);
    server.advance(1);
    expect(await refused({ cursor, sortBy: "userName" })).toMatchObject({
      status: 400,
      scimType: "expiredCursor",
    });
  });
});
