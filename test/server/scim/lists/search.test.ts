import { handleScim } from "../../../../src/server/scim/handle-scim";
import { MemoryBackend } from "../support/memory-backend";

const BASE = "https://scim.example/scim/v2/i1";
const SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

type Body = Readonly<Record<string, unknown>>;

let backend: MemoryBackend;
beforeEach(async () => {
  backend = new MemoryBackend();
  for (const userName of ["ann", "bob", "cid"])
    await post("/Users", { userName, displayName: `${userName} B` });
  for (const displayName of ["Sales", "ann B"])
    await post("/Groups", { displayName, members: [{ value: "u1" }] });
});

async function post(path: string, body: unknown) {
  const request = {
    method: "POST",
    path,
    query: {},
    headers: {},
    body,
    baseUrl: BASE,
    now: new Date(0),
  } as const;
  const response = await handleScim(backend, request);
  return { ...response, body: response.body as Body };
}
const search = (path: string, body: Body) => post(path, { schemas: [SEARCH], ...body });
const idsOf = ({ body }: { body: Body }) => (body.Resources as Body[]).map(({ id }) => id);

it("a search of one kind accepts every parameter of a query", async () => {
  const body = {
    filter: 'userName ge "b"',
    sortBy: "userName",
    sortOrder: "descending",
    startIndex: 1,
    count: 1,
  };
  const answer = await search("/Users/.search", { ...body, attributes: ["userName"] });
  expect(answer.body).toMatchObject({ totalResults: 2, itemsPerPage: 1 });
  expect(answer.body.Resources).toEqual([{ schemas: expect.anything(), id: "u3", userName: "cid" }]);
  const groups = await search("/Groups/.search", { excludedAttributes: ["members", "meta"] });
  expect((groups.body.Resources as Body[])[0]).toEqual({
    schemas: expect.anything(),
    id: "g4",
    displayName: "Sales",
  });
});

it("pages by cursor too", async () => {
  const first = await search("/Users/.search", { cursor: "", count: 2 });
  const next = await search("/Users/.search", { cursor: first.body.nextCursor, count: 2 });
  expect([...idsOf(first), ...idsOf(next)]).toEqual(["u1", "u2", "u3"]);
  expect(next.body).not.toHaveProperty("nextCursor");
});

it("a search of every kind finds users first", async () => {
  expect(idsOf(await search("/.search", {}))).toEqual(["u1", "u2", "u3", "g4", "g5"]);
  expect(idsOf(await search("/.search", { startIndex: 3, count: 2 }))).toEqual(["u3", "g4"]);
  expect(idsOf(await search("/.search", { filter: 'displayName eq "ANN B"' }))).toEqual(["u1", "g5"]);
});

// RFC 7644 section 3.4.2.1: a query of the server's root.
it.each([
  {},
  { filter: 'displayName eq "ANN B"' },
  { startIndex: "3", count: "2" },
  { cursor: "", count: "2" },
  { filter: "nothing pr" },
])("GET of the integration URL lists what .search there does: %j", async (query) => {
  const request = { method: "GET", path: "", query, headers: {}, body: undefined } as const;
  const answer = await handleScim(backend, { ...request, baseUrl: BASE, now: new Date(0) });
  expect(answer).toEqual(await search("/.search", query));
});

it.each([1, 2, 3, 4, 5])("every kind is paged by cursor, %d at a time", async (count) => {
  const seen: unknown[][] = [];
  for (let cursor: unknown = ""; cursor !== undefined; ) {
    const page = await search("/.search", { cursor, count });
    expect(page.body).toMatchObject({ totalResults: 5 });
    seen.push(idsOf(page));
    cursor = page.body.nextCursor;
  }
  const all = ["u1", "u2", "u3", "g4", "g5"];
  expect(seen).toEqual(
    Array.from({ length: Math.ceil(5 / count) }, (_, at) => all.slice(at * count, (at + 1) * count)),
  );
});

it("with sortBy, users and groups are in one order, and a kind without the attribute comes last", async () => {
  const sorted = async (body: Body) => idsOf(await search("/.search", body));
  expect(await sorted({ sortBy: "displayName" })).toEqual(["g5", "u1", "u2", "u3", "g4"]);
  const descending = { sortBy: "displayName", sortOrder: "descending" };
  expect(await sorted(descending)).toEqual(["g4", "u3", "u2", "u1", "g5"]);
  expect(await sorted({ sortBy: "userName", filter: 'displayName co "b"' })).toEqual([
    "u1",
    "u2",
    "u3",
    "g5",
  ]);
  expect(await sorted({ sortBy: "displayName", startIndex: 2, count: 2 })).toEqual(["u1", "u2"]);
});

it("a cursor over every kind fits only its filter, and no list of one kind", async () => {
  const { body } = await search("/.search", { cursor: "", count: 1 });
  const cursor = body.nextCursor;
  const refused = { status: 400, body: { scimType: "invalidCursor" } };
  expect(await search("/.search", { cursor, filter: "id pr" })).toMatchObject(refused);
  expect(await search("/Users/.search", { cursor })).toMatchObject(refused);
});

it("a kind without the attribute has no match", async () => {
  expect((await search("/.search", { filter: 'userName eq "bob"' })).body).toMatchObject({ totalResults: 1 });
  expect((await search("/.search", { filter: "members pr" })).body).toMatchObject({ totalResults: 2 });
  expect(await search("/.search", { filter: "nothing pr" })).toMatchObject({
    status: 400,
    body: { scimType: "invalidFilter" },
  });
});

it.each([
  ["/Users/.search", { schemas: ["urn:x"] }, "invalidSyntax"],
  ["/Users/.search", { count: [] }, "invalidSyntax"],
  ["/Users/.search", { filter: 7 }, "invalidSyntax"],
  ["/Users/.search", { attributes: [7] }, "invalidSyntax"],
  ["/.search", { sortBy: "nothing" }, "invalidPath"],
  ["/.search", { sortBy: "members" }, "invalidPath"],
  ["/.search", { filter: "" }, "invalidFilter"],
  ["/Users/.search", { filter: " " }, "invalidFilter"],
  ["/.search", { cursor: "garbage" }, "invalidCursor"],
  ["/.search", { cursor: "", count: 0 }, "invalidCount"],
  ["/.search", { cursor: "", count: "ten" }, "invalidCount"],
])("%s refuses %j", async (path, body, scimType) => {
  expect(await search(path, body)).toMatchObject({ status: 400, body: { scimType } });
});

it("only POST searches", async () => {
  const request = { method: "GET", path: "/Users/.search", query: {}, headers: {}, body: undefined } as const;
  const answer = await handleScim(backend, { ...request, baseUrl: BASE, now: new Date(0) });
  expect(answer).toMatchObject({ status: 405, headers: { allow: "POST" } });
});
