import { MAX_BULK_OPERATIONS } from "../../../../src/server/scim/bulk/bulk-request";
import { handleScim } from "../../../../src/server/scim/handle-scim";
import { MemoryBackend } from "../support/memory-backend";

const BASE = "https://scim.example/scim/v2/i1";
const BULK = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

type Body = Readonly<Record<string, unknown>>;

let backend: MemoryBackend;
beforeEach(() => {
  backend = new MemoryBackend();
});

async function send(method: "GET" | "POST", path: string, body?: unknown) {
  const request = { method, path, query: {}, headers: {}, body, baseUrl: BASE, now: new Date(0) } as const;
  const response = await handleScim(backend, request);
  return { ...response, body: response.body as Body };
}

async function bulk(operations: readonly unknown[], extra: Body = {}): Promise<Body[]> {
  const answer = await send("POST", "/Bulk", { schemas: [BULK], Operations: operations, ...extra });
  expect(answer).toMatchObject({
    status: 200,
    body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"] },
  });
  return answer.body.Operations as Body[];
}

const user = (bulkId: string, data: Body = {}) => ({
  method: "POST",
  path: "/Users",
  bulkId,
  data: { userName: bulkId, ...data },
});
const managedBy = (bulkId: string) => ({ [ENTERPRISE]: { manager: { value: `bulkId:${bulkId}` } } });
const statuses = (results: readonly Body[]) => results.map(({ status }) => status);

it("runs every kind of operation and answers each", async () => {
  const made = await bulk([user("ann"), user("bob")]);
  expect(made[0]).toEqual({
    method: "POST",
    bulkId: "ann",
    location: `${BASE}/Users/u1`,
    version: 'W/"1"',
    status: "201",
  });
  const results = await bulk([
    { method: "PUT", path: "/Users/u1", version: 'W/"1"', data: { userName: "ann", title: "Lead" } },
    {
      method: "patch",
      path: "/Users/u1",
      data: { Operations: [{ op: "add", path: "nickName", value: "A" }] },
    },
    { method: "PATCH", path: "/Users/u1", version: 'W/"1"', data: { Operations: [] } },
    { method: "DELETE", path: "/Users/u2" },
  ]);
  expect(results).toMatchObject([
    { method: "PUT", location: `${BASE}/Users/u1`, version: 'W/"2"', status: "200" },
    { method: "PATCH", version: 'W/"3"', status: "200" },
    { status: "412", response: { status: "412" } },
    { method: "DELETE", location: `${BASE}/Users/u2`, status: "204" },
  ]);
  expect((await send("GET", "/Users/u1")).body).toMatchObject({ title: "Lead", nickName: "A" });
});

it("a refused operation says why and does not affect the others", async () => {
  const results = await bulk([user("ann"), user("ann2", { userName: "ANN" }), user("bob")]);
  expect(statuses(results)).toEqual(["201", "409", "201"]);
  expect(results[1]).toMatchObject({ bulkId: "ann2", response: { status: "409", scimType: "uniqueness" } });
  expect(results[1]).not.toHaveProperty("location");
});

it("references work in any order, in data and in paths", async () => {
  const results = await bulk([
    {
      method: "PATCH",
      path: "/Groups/bulkId:g",
      data: { Operations: [{ op: "add", path: "externalId", value: "x" }] },
    },
    {
      method: "POST",
      path: "/Groups",
      bulkId: "g",
      data: { displayName: "G", members: [{ value: "bulkId:ann" }] },
    },
    user("ann", managedBy("bob")),
    user("bob"),
  ]);
  expect(statuses(results)).toEqual(["204", "201", "201", "201"]);
  const group = (await send("GET", "/Groups/g3")).body;
  expect(group).toMatchObject({ externalId: "x", members: [{ display: "ann" }] });
  expect(results[0]).toMatchObject({ location: `${BASE}/Groups/g3` });
  expect((await send("GET", "/Users/u2")).body).toMatchObject({ [ENTERPRISE]: { manager: { value: "u1" } } });
});

it("resources that refer to each other are created", async () => {
  const results = await bulk([user("ann", managedBy("bob")), user("bob", managedBy("ann"))]);
  expect(statuses(results)).toEqual(["201", "201"]);
  expect(results[0]).toMatchObject({ version: 'W/"2"' });
  expect((await send("GET", "/Users/u1")).body).toMatchObject({ [ENTERPRISE]: { manager: { value: "u2" } } });
  expect((await send("GET", "/Users/u2")).body).toMatchObject({ [ENTERPRISE]: { manager: { value: "u1" } } });
});

it("a circle of references that fails is 409 and leaves nothing", async () => {
  const group = (bulkId: string, other: string) => ({
    method: "POST",
    path: "/Groups",
    bulkId,
    data: { displayName: bulkId, members: [{ value: `bulkId:${other}` }] },
  });
  const results = await bulk([group("a", "b"), group("b", "a")]);
  expect(statuses(results)).toEqual(["409", "400"]);
  expect((await send("GET", "/Groups")).body).toMatchObject({ totalResults: 0 });
});

it("a reference to nothing, or to a refused operation, is 409", async () => {
  const results = await bulk([
    user("ann", managedBy("nobody")),
    user("bob", { userName: "" }),
    user("cid", managedBy("bob")),
  ]);
  expect(statuses(results)).toEqual(["409", "400", "409"]);
  expect(results[2]).toMatchObject({ response: { detail: expect.stringContaining("bulkId:bob") } });
});

it("failOnErrors skips the remaining operations", async () => {
  const results = await bulk([user("ann"), user("b", { userName: "ann" }), user("cid")], { failOnErrors: 1 });
  expect(statuses(results)).toEqual(["201", "409"]);
  expect((await send("GET", "/Users")).body).toMatchObject({ totalResults: 1 });
});

// RFC 7644 section 3.7: every answer repeats the method of its operation, and the bulkId.
it.each([
  ["an unknown method", { method: "GET", path: "/Users/u1" }, { method: "GET" }],
  ["a path elsewhere", { method: "POST", path: "/Bulk", bulkId: "b" }, { method: "POST", bulkId: "b" }],
  ["a POST to a resource", { method: "post", path: "/Users/u1", data: {} }, { method: "POST" }],
  ["a DELETE of a collection", { method: "DELETE", path: "/Users" }, { method: "DELETE" }],
  ["a bulkId that is no text", { method: "POST", path: "/Users", bulkId: 7 }, { method: "POST" }],
  ["a method that is no text", { method: 7, path: "/Users", bulkId: "b" }, { bulkId: "b" }],
  ["no object", 7, {}],
])("%s is that operation's 400, and its answer repeats the method", async (_what, operation, repeated) => {
  const results = await bulk([operation, user("ann")]);
  expect(statuses(results)).toEqual(["400", "201"]);
  expect(results[0]).toEqual({
    ...repeated,
    status: "400",
    response: expect.objectContaining({ scimType: "invalidSyntax" }),
  });
});

it("two operations may not share a bulkId", async () => {
  const results = await bulk([user("ann"), { ...user("ann"), data: { userName: "other" } }]);
  expect(statuses(results)).toEqual(["201", "400"]);
  expect(results[1]).toMatchObject({ method: "POST", bulkId: "ann" });
});

it("every other refusal repeats the method too", async () => {
  const results = await bulk([
    { method: "PUT", path: "/Users/nobody", data: { userName: "x" } },
    { method: "PATCH", path: "/Users/nobody", data: {} },
    { method: "DELETE", path: "/Groups/nothing" },
    user("ann", managedBy("nobody")),
    user("bob", { userName: "" }),
  ]);
  expect(results.map(({ method }) => method)).toEqual(["PUT", "PATCH", "DELETE", "POST", "POST"]);
  expect(statuses(results)).toEqual(["404", "404", "404", "409", "400"]);
});

it.each([
  ["no Operations", {}],
  ["an empty list", { Operations: [] }],
  ["another schema", { schemas: ["urn:x"], Operations: [{}] }],
  ["failOnErrors that is no number", { Operations: [{}], failOnErrors: 0 }],
])("%s is 400 invalidSyntax as a whole", async (_what, body) => {
  expect(await send("POST", "/Bulk", body)).toMatchObject({
    status: 400,
    body: { scimType: "invalidSyntax" },
  });
});

it("more operations than the advertised maximum are 413", async () => {
  const operations = Array.from({ length: MAX_BULK_OPERATIONS + 1 }, () => ({}));
  expect(await send("POST", "/Bulk", { Operations: operations })).toMatchObject({
    status: 413,
    body: { status: "413", detail: expect.stringContaining("maxOperations") },
  });
});
