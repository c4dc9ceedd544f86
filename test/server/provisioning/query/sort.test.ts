/** `sortBy` on attributes that have no column (RFC 7644 section 3.4.2.3). No test changes what is there. */
import * as z from "zod/mini";
import { type Connection, read, TestServer } from "../../support/running-server";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const named = z.object({
  id: z.string(),
  userName: z.optional(z.string()),
  displayName: z.optional(z.string()),
});
const listed = z.object({ totalResults: z.int(), Resources: z.array(named) });

const PEOPLE = [
  {
    userName: "ann",
    name: { familyName: "Özil", givenName: "Ann" },
    title: "clerk",
    emails: [{ value: "z@x.example" }, { value: "a@x.example", primary: true }],
    [ENTERPRISE]: { department: "Sales", manager: { value: "2" } },
    "urn:acme:2.0:User": { level: 10 },
  },
  {
    userName: "bob",
    // The accent is a character of its own.
    name: { familyName: "O\u0308sterreich", givenName: "Zoe" },
    title: "Boss",
    active: false,
    emails: [{ value: "m@x.example" }, { value: "b@x.example" }],
    [ENTERPRISE]: { department: "audit", manager: { value: "1" } },
    "urn:acme:2.0:User": { level: 9 },
  },
  { userName: "cid", name: { familyName: "berg" }, emails: [{ value: "C@x.example", type: "work" }] },
  { userName: "dot", title: "Clerk" },
];

type Query = Readonly<Record<string, string>>;

let server: TestServer;
let to: Connection;
beforeAll(async () => {
  server = await TestServer.start();
  to = await server.connected("okta");
  for (const person of PEOPLE) {
    await server.scim(to, "POST", "/Users", person);
    server.advance(1);
  }
  const members = [{ value: await idOf("cid") }];
  await server.scim(to, "POST", "/Groups", { displayName: "Boss", externalId: "2", members });
  server.advance(1);
  await server.scim(to, "POST", "/Groups", { displayName: "auditors", externalId: "1" });
});
afterAll(() => server.stop());

const list = async (path: string, query: Query) =>
  read(listed, await server.scim(to, "GET", `${path}?${new URLSearchParams(query)}`));
const names = async (path: string, query: Query) =>
  (await list(path, query)).Resources.map(({ userName, displayName }) => userName ?? displayName);
const search = async (body: Query) =>
  read(listed, await server.scim(to, "POST", "/.search", body)).Resources.map(
    ({ userName, displayName }) => userName ?? displayName,
  );

async function idOf(userName: string): Promise<string> {
  const { Resources } = await list("/Users", { filter: `userName eq "${userName}"` });
  return Resources[0]?.id ?? "";
}

test.each([
  ["title", ["bob", "ann", "dot", "cid"]],
  ["name.familyName", ["cid", "bob", "ann", "dot"]],
  ["name.givenName", ["ann", "bob", "cid", "dot"]],
  // The primary value counts, else the first.
  ["emails", ["ann", "cid", "bob", "dot"]],
  ["emails.value", ["ann", "cid", "bob", "dot"]],
  ["emails.type", ["cid", "ann", "bob", "dot"]],
  [`${ENTERPRISE}:department`, ["bob", "ann", "cid", "dot"]],
  ["department", ["bob", "ann", "cid", "dot"]],
  ["manager", ["bob", "ann", "cid", "dot"]],
  // Numbers sort as numbers.
  ["urn:acme:2.0:User:level", ["bob", "ann", "cid", "dot"]],
  ["active", ["bob", "ann", "cid", "dot"]],
  ["groups.display", ["cid", "ann", "bob", "dot"]],
  ["meta.version", ["ann", "bob", "cid", "dot"]],
])("users are sorted by %s, without case, absent values last", async (sortBy, wanted) => {
  expect(await names("/Users", { sortBy })).toEqual(wanted);
  expect(await names("/Users", { sortBy, sortOrder: "descending" })).toEqual([...wanted].reverse());
});

test.each([
  [{ startIndex: "2", count: "2" }, ["ann", "dot"]],
  [{ startIndex: "5" }, []],
  [{ filter: "active eq true" }, ["ann", "dot", "cid"]],
  [{ filter: "title pr", startIndex: "2" }, ["ann", "dot"]],
])("a sorted list takes a page and a filter: %j", async (query, wanted) => {
  expect(await names("/Users", { sortBy: "title", ...query } as Query)).toEqual(wanted);
});

test("the total counts all matches, not the page", async () => {
  expect(await list("/Users", { sortBy: "title", count: "1" })).toMatchObject({ totalResults: 4 });
  expect(await list("/Users", { sortBy: "title", count: "0" })).toMatchObject({
    totalResults: 4,
    Resources: [],
  });
});

test("groups are sorted by externalId and by an attribute without a column", async () => {
  expect(await names("/Groups", { sortBy: "externalId" })).toEqual(["auditors", "Boss"]);
  expect(await names("/Groups", { sortBy: "meta.version" })).toEqual(["Boss", "auditors"]);
});

test.each([
  ["displayName", ["auditors", "Boss", "ann", "bob", "cid", "dot"]],
  ["title", ["bob", "ann", "dot", "cid", "Boss", "auditors"]],
  ["externalId", ["auditors", "Boss", "ann", "bob", "cid", "dot"]],
  ["meta.created", ["ann", "bob", "cid", "dot", "Boss", "auditors"]],
  ["id", ["ann", "bob", "cid", "dot", "Boss", "auditors"]],
])("the search of every kind sorts users and groups together by %s", async (sortBy, wanted) => {
  expect(await search({ sortBy })).toEqual(wanted);
  expect(await search({ sortBy, startIndex: "3", count: "2" })).toEqual(wanted.slice(2, 4));
  expect(await search({ sortBy, sortOrder: "descending" })).toEqual([...wanted].reverse());
});
