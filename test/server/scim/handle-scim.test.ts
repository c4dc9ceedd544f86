import { handleScim } from "../../../src/server/scim/handle-scim";
import type { ScimRequest } from "../../../src/server/scim/message";
import { DEFAULT_COUNT, MAX_COUNT } from "../../../src/server/scim/paging";
import { MemoryBackend } from "./memory-backend";

const BASE = "https://scim.example/scim/v2/i1";
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

let backend: MemoryBackend;
beforeEach(() => {
  backend = new MemoryBackend();
});

type Extras = Partial<Pick<ScimRequest, "query" | "headers" | "body">>;
type Body = Readonly<Record<string, unknown>>;

async function send(method: ScimRequest["method"], path: string, extras: Extras = {}) {
  const request: ScimRequest = {
    method,
    path,
    query: {},
    headers: {},
    body: undefined,
    baseUrl: BASE,
    now: new Date("2026-11-24T10:00:00.000Z"),
    ...extras,
  };
  const response = await handleScim(backend, request);
  return { ...response, body: response.body as Body };
}
const get = (path: string, query: ScimRequest["query"] = {}, headers: ScimRequest["headers"] = {}) =>
  send("GET", path, { query, headers });
const postUser = (userName: string, attributes: Body = {}) =>
  send("POST", "/Users", { body: { schemas: [USER], userName, ...attributes } });
const postGroup = (displayName: string, members: readonly string[] = []) =>
  send("POST", "/Groups", {
    body: { schemas: [GROUP], displayName, members: members.map((value) => ({ value })) },
  });
const patch = (path: string, ...operations: unknown[]) =>
  send("PATCH", path, { body: { schemas: [PATCH_OP], Operations: operations } });
const userNames = ({ body }: { body: Body }) => (body.Resources as Body[]).map(({ userName }) => userName);

describe("users", () => {
  it("are made with 201, location, version and everything that was sent", async () => {
    const created = await postUser("Ann", {
      [ENTERPRISE]: { department: "Sales" },
      externalId: "e1",
      password: "secret",
    });
    expect(created).toEqual({
      status: 201,
      headers: { "content-type": "application/scim+json", etag: 'W/"1"', location: `${BASE}/Users/u1` },
      body: {
        schemas: [USER, ENTERPRISE],
        id: "u1",
        externalId: "e1",
        userName: "Ann",
        active: true,
        [ENTERPRISE]: { department: "Sales" },
        groups: [],
        meta: {
          resourceType: "User",
          created: "2026-11-24T09:30:00.000Z",
          lastModified: "2026-11-24T09:30:00.000Z",
          location: `${BASE}/Users/u1`,
          version: 'W/"1"',
        },
      },
    });
    expect((await get("/Users/u1")).body).toEqual(created.body);
  });

  it("show the groups they are in", async () => {
    await postUser("ann");
    await postGroup("Sales", ["u1"]);
    expect((await get("/Users/u1")).body.groups).toEqual([
      { value: "g2", $ref: `${BASE}/Groups/g2`, display: "Sales", type: "direct" },
    ]);
  });

  it("a taken userName is 409 uniqueness", async () => {
    await postUser("ann");
    expect(await postUser("ANN")).toMatchObject({
      status: 409,
      body: { schemas: [ERROR], status: "409", scimType: "uniqueness", detail: "userName is taken" },
    });
  });

  it("PUT replaces what was sent before, but leaves active alone when it is not sent", async () => {
    await postUser("ann", { title: "Lead", active: false });
    const answer = await send("PUT", "/Users/u1", { body: { userName: "ann", nickName: "A" } });
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: 'W/"2"' },
      body: { nickName: "A", active: false },
    });
    expect(answer.body).not.toHaveProperty("title");
  });

  it("PATCH answers the changed user", async () => {
    await postUser("ann");
    expect(await patch("/Users/u1", { op: "Replace", path: "active", value: "False" })).toMatchObject({
      status: 200,
      headers: { etag: 'W/"2"' },
      body: { active: false, meta: { version: 'W/"2"' } },
    });
  });

  it("PUT and PATCH that change nothing keep the version and write nothing", async () => {
    await postUser("ann", { title: "Lead" });
    const writes = backend.writes;
    await send("PUT", "/Users/u1", { body: { title: "Lead", USERNAME: "ann" } });
    const answer = await patch("/Users/u1", { op: "replace", value: { active: true } });
    expect(answer.headers.etag).toBe('W/"1"');
    expect(backend.writes).toBe(writes);
  });

  it("a PATCH that fails half-way changes nothing", async () => {
    await postUser("ann");
    const operations = [
      { op: "add", path: "title", value: "Lead" },
      { op: "remove", path: "userName" },
    ];
    expect(await patch("/Users/u1", ...operations)).toMatchObject({
      status: 400,
      body: { scimType: "mutability" },
    });
    expect((await get("/Users/u1")).body).not.toHaveProperty("title");
  });

  it("are deleted with 204, and are gone then", async () => {
    await postUser("ann");
    expect(await send("DELETE", "/Users/u1")).toEqual({ status: 204, headers: {}, body: null });
    for (const method of ["GET", "PUT", "PATCH", "DELETE"] as const) {
      expect(await send(method, "/Users/u1", { body: {} })).toMatchObject({
        status: 404,
        body: { status: "404", detail: 'User "u1" does not exist' },
      });
    }
  });
});

describe("groups", () => {
  beforeEach(async () => {
    await postUser("ann");
    await postUser("bob");
  });

  it("are made with their members", async () => {
    expect(await postGroup("Sales", ["u1"])).toMatchObject({
      status: 201,
      headers: { location: `${BASE}/Groups/g3`, etag: 'W/"1"' },
      body: {
        schemas: [GROUP],
        id: "g3",
        displayName: "Sales",
        members: [{ value: "u1", $ref: `${BASE}/Users/u1`, display: "ann", type: "User" }],
        meta: { resourceType: "Group", location: `${BASE}/Groups/g3` },
      },
    });
  });

  it("members that are no users are refused and nothing is kept", async () => {
    expect(await postGroup("Sales", ["u9"])).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue" },
    });
    expect((await get("/Groups")).body.totalResults).toBe(0);
  });

  it("PATCH answers 204 with the version, and never reads the members", async () => {
    await postGroup("Sales", ["u1"]);
    backend.memberReads = 0;
    const answer = await patch("/Groups/g3", {
      op: "Add",
      path: "members",
      value: [{ $ref: null, value: "u2" }],
    });
    expect(answer).toEqual({ status: 204, headers: { etag: 'W/"2"' }, body: null });
    expect(backend.memberReads).toBe(0);
    expect((await get("/Groups/g3")).body.members).toMatchObject([{ value: "u1" }, { value: "u2" }]);
  });

  it("PATCH answers the group when attributes are asked for", async () => {
    await postGroup("Sales");
    const body = { Operations: [{ op: "replace", value: { id: "g3", displayName: "Revenue" } }] };
    const answer = await send("PATCH", "/Groups/g3", { body, query: { attributes: "displayName" } });
    expect(answer).toMatchObject({
      status: 200,
      body: { schemas: [GROUP], id: "g3", displayName: "Revenue" },
    });
    expect(answer.body).not.toHaveProperty("members");
  });

  it("PATCH that changes nothing keeps the version", async () => {
    await postGroup("Sales", ["u1"]);
    const idle = [
      { op: "replace", value: { displayName: "Sales" } },
      { op: "add", path: "members", value: ["u1"] },
    ];
    expect((await patch("/Groups/g3", idle[0])).headers.etag).toBe('W/"1"');
    expect((await patch("/Groups/g3", idle[1])).headers.etag).toBe('W/"1"');
  });

  it("PUT replaces the members when it speaks of them, and only then", async () => {
    await postGroup("Sales", ["u1"]);
    const renamed = await send("PUT", "/Groups/g3", { body: { displayName: "Revenue" } });
    expect(renamed.body).toMatchObject({ displayName: "Revenue", members: [{ value: "u1" }] });
    const replaced = await send("PUT", "/Groups/g3", {
      body: { displayName: "Revenue", members: [{ value: "u2" }] },
    });
    expect(replaced.body.members).toMatchObject([{ value: "u2" }]);
    const emptied = await send("PUT", "/Groups/g3", { body: { displayName: "Revenue", members: [] } });
    expect(emptied.body.members).toEqual([]);
  });

  it("Entra ID's read leaves the members out and does not read them", async () => {
    await postGroup("Sales", ["u1"]);
    backend.memberReads = 0;
    const answer = await get("/Groups/g3", { excludedAttributes: "members" });
    expect(answer.body).toMatchObject({ displayName: "Sales" });
    expect(answer.body).not.toHaveProperty("members");
    expect(backend.memberReads).toBe(0);
  });

  it("are found by name and by member", async () => {
    await postGroup("Sales", ["u1"]);
    await postGroup("Finance", ["u2"]);
    const byName = await get("/Groups", { filter: 'displayName eq "sales"', excludedAttributes: "members" });
    expect(byName.body).toMatchObject({ totalResults: 1, Resources: [{ id: "g3" }] });
    const byMember = await get("/Groups", { filter: 'members eq "u2"' });
    expect(byMember.body).toMatchObject({ totalResults: 1, Resources: [{ id: "g4" }] });
  });

  it("are deleted", async () => {
    await postGroup("Sales");
    expect((await send("DELETE", "/Groups/g3")).status).toBe(204);
    expect((await get("/Groups/g3")).status).toBe(404);
  });
});

describe("lists", () => {
  beforeEach(async () => {
    const bossOf: Readonly<Record<string, Body>> = { bob: { [ENTERPRISE]: { manager: { value: "u1" } } } };
    for (const name of ["ann", "bob", "eve"])
      await postUser(name, { emails: [{ value: `${name}@x.example`, type: "work" }], ...bossOf[name] });
  });

  it("Entra ID's connection test finds nothing and gets an empty list", async () => {
    const answer = await get("/Users", {
      filter: 'userName eq "6c2ea0f9-b7c4-4c39-b5ac-ddb3db5e5b0d"',
      aadOptscim062020: "",
    });
    expect(answer).toEqual({
      status: 200,
      headers: { "content-type": "application/scim+json" },
      body: {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        totalResults: 0,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: [],
      },
    });
  });

  it("page by startIndex and count with a true total", async () => {
    const answer = await get("/Users", { startIndex: "2", count: "1" });
    expect(answer.body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    expect(userNames(answer)).toEqual(["bob"]);
  });

  it.each([
    [{ count: "0" }, 0, 1],
    [{ count: "-5" }, 0, 1],
    [{ count: "100000" }, 3, 1],
    [{ startIndex: "0" }, 3, 1],
    [{ startIndex: "-1" }, 3, 1],
    [{ startIndex: "9" }, 0, 9],
  ])("%j gives %i of 3 from %i", async (query, itemsPerPage, startIndex) => {
    expect((await get("/Users", query)).body).toMatchObject({ totalResults: 3, itemsPerPage, startIndex });
  });

  it("count is capped", async () => {
    const seen: number[] = [];
    const spy = jest.spyOn(backend, "users").mockImplementation(async ({ limit }) => {
      seen.push(limit);
      return { resources: [], total: 0, first: null, last: null };
    });
    for (const count of [undefined, "7", "100000"]) await get("/Users", { count });
    spy.mockRestore();
    expect(seen).toEqual([DEFAULT_COUNT, 7, MAX_COUNT]);
  });

  it("a count that is no integer is 400", async () => {
    expect(await get("/Users", { count: "many" })).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue", detail: 'count must be an integer, not "many"' },
    });
  });

  it.each([
    ['emails[type eq "work"].value eq "EVE@x.example"', ["eve"]],
    ['userName eq "Bob" or id eq "u1"', ["ann", "bob"]],
    ["active eq false", []],
    ['id eq "u2" and manager eq "u1"', ["bob"]],
  ])("filter %s", async (filter, expected) => {
    expect(userNames(await get("/Users", { filter }))).toEqual(expected);
  });

  it("the backend gets names in one spelling", async () => {
    const spy = jest.spyOn(backend, "users");
    await get("/Users", {
      filter: `${USER}:EMAILS eq "x" and ${ENTERPRISE.toUpperCase()}:Manager[VALUE pr]`,
    });
    expect(spy.mock.calls[0]?.[0].filter).toEqual({
      kind: "and",
      left: {
        kind: "compare",
        path: { schema: null, attribute: "emails", subAttribute: "value" },
        operator: "eq",
        value: "x",
      },
      right: {
        kind: "values",
        path: { schema: ENTERPRISE, attribute: "manager", subAttribute: null },
        filter: { kind: "present", path: { schema: null, attribute: "value", subAttribute: null } },
      },
    });
  });

  it.each([
    ["userName is x", "filter expected an operator"],
    ['usrName eq "x"', 'usrName is not an attribute of a User; did you mean "userName"?'],
    ['password eq "x"', "password cannot be searched"],
    ['name eq "x"', "name is made of parts; compare one of formatted, familyName"],
    ['emails[kind eq "x"]', "emails has no sub-attribute kind"],
  ])("filter %s is 400 invalidFilter", async (filter, detail) => {
    const answer = await get("/Users", { filter });
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
    expect(answer.body.detail).toContain(detail);
  });
});

describe("attributes and excludedAttributes", () => {
  beforeEach(async () => {
    await postUser("ann", {
      name: { givenName: "Ann", familyName: "Berg" },
      emails: [{ value: "a@x.example", type: "work" }],
      [ENTERPRISE]: { department: "Sales", costCenter: "7" },
    });
  });

  it.each([
    ["userName", { userName: "ann" }],
    ["NAME.GIVENNAME, emails.value", { name: { givenName: "Ann" }, emails: [{ value: "a@x.example" }] }],
    [`${ENTERPRISE}:department`, { [ENTERPRISE]: { department: "Sales" } }],
    [ENTERPRISE, { [ENTERPRISE]: { department: "Sales", costCenter: "7" } }],
    ["unknown", {}],
    ["meta.version", { meta: { version: 'W/"1"' } }],
  ])("attributes=%s answers just that, with id and schemas", async (attributes, expected) => {
    const { body } = await get("/Users/u1", { attributes });
    expect(body).toEqual({ schemas: [USER, ENTERPRISE], id: "u1", ...expected });
  });

  it("excludedAttributes leaves them out, but never id and schemas", async () => {
    const excludedAttributes = `id,schemas,meta,groups,name.givenName,emails,${ENTERPRISE}:costCenter`;
    expect((await get("/Users/u1", { excludedAttributes })).body).toEqual({
      schemas: [USER, ENTERPRISE],
      id: "u1",
      userName: "ann",
      active: true,
      name: { familyName: "Berg" },
      [ENTERPRISE]: { department: "Sales" },
    });
  });

  it("lists are cut down too", async () => {
    const { body } = await get("/Users", { attributes: "userName" });
    expect(body.Resources).toEqual([{ schemas: [USER, ENTERPRISE], id: "u1", userName: "ann" }]);
  });
});

describe("versions (RFC 7644 section 3.14)", () => {
  beforeEach(async () => {
    await postUser("ann");
  });

  it.each(['W/"1"', '"1"', 'W/"7", W/"1"', "*"])("If-None-Match: %s is 304", async (tag) => {
    expect(await get("/Users/u1", {}, { "if-none-match": tag })).toEqual({
      status: 304,
      headers: { etag: 'W/"1"' },
      body: null,
    });
  });

  it("If-None-Match of an older version gets the resource", async () => {
    expect((await get("/Users/u1", {}, { "if-none-match": 'W/"0"' })).status).toBe(200);
  });

  it.each(["PUT", "PATCH", "DELETE"] as const)(
    "If-Match of another version refuses %s with 412",
    async (method) => {
      const body =
        method === "PUT" ? { userName: "x" } : { Operations: [{ op: "add", path: "title", value: "x" }] };
      const answer = await send(method, "/Users/u1", { body, headers: { "if-match": 'W/"2"' } });
      expect(answer).toMatchObject({ status: 412, body: { status: "412" } });
      expect((await get("/Users/u1")).body).toMatchObject({ userName: "ann", meta: { version: 'W/"1"' } });
    },
  );

  it.each(["PUT", "PATCH", "DELETE"] as const)("If-Match guards %s of groups", async (method) => {
    await postGroup("Sales");
    const body =
      method === "PUT"
        ? { displayName: "x" }
        : { Operations: [{ op: "add", path: "displayName", value: "x" }] };
    const guarded = (tag: string) => send(method, "/Groups/g2", { body, headers: { "if-match": tag } });
    expect((await guarded('W/"2"')).status).toBe(412);
    expect((await guarded('W/"1"')).status).toBeLessThan(300);
  });

  it("If-Match of the version lets the write through", async () => {
    const body = { Operations: [{ op: "add", path: "title", value: "x" }] };
    expect((await send("PATCH", "/Users/u1", { body, headers: { "if-match": 'W/"1"' } })).status).toBe(200);
  });
});

describe("discovery", () => {
  it("the ServiceProviderConfig tells what works", async () => {
    const { body } = await get("/ServiceProviderConfig");
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1048576 },
      filter: { supported: true, maxResults: MAX_COUNT },
      changePassword: { supported: false },
      sort: { supported: true },
      etag: { supported: true },
      pagination: { cursor: true, index: true, cursorTimeout: 3600 },
      authenticationSchemes: [{ type: "oauthbearertoken" }],
    });
  });

  it("lists the resource types with their extensions, and gives each by its id", async () => {
    const { body } = await get("/ResourceTypes");
    expect(body).toMatchObject({
      totalResults: 2,
      Resources: [
        {
          id: "User",
          endpoint: "/Users",
          schema: USER,
          schemaExtensions: [{ schema: ENTERPRISE, required: false }],
        },
        { id: "Group", endpoint: "/Groups", schema: GROUP, schemaExtensions: [] },
      ],
    });
    expect((await get("/ResourceTypes/Group")).body).toEqual((body.Resources as Body[])[1]);
  });

  it("lists the schemas, and gives each by its URN in any case", async () => {
    const { body } = await get("/Schemas");
    expect((body.Resources as Body[]).map(({ id }) => id)).toEqual([USER, ENTERPRISE, GROUP]);
    const { body: user } = await get(`/Schemas/${USER.toUpperCase()}`);
    expect(user).toMatchObject({ id: USER, meta: { location: `${BASE}/Schemas/${USER}` } });
    const attributes = user.attributes as Body[];
    expect(attributes.find(({ name }) => name === "userName")).toEqual({
      name: "userName",
      type: "string",
      description: "The name the user signs in with",
      multiValued: false,
      required: true,
      caseExact: false,
      mutability: "readWrite",
      returned: "default",
      uniqueness: "server",
    });
    expect(attributes.find(({ name }) => name === "password")).toMatchObject({
      mutability: "writeOnly",
      returned: "never",
    });
    expect(attributes.find(({ name }) => name === "groups")).toMatchObject({
      mutability: "readOnly",
      multiValued: true,
    });
  });

  it("every type in the schemas is one of RFC 7643", async () => {
    const types = JSON.stringify((await get("/Schemas")).body).match(/"type":"[^"]+"/g);
    expect([...new Set(types)].sort()).toEqual(
      ["binary", "boolean", "complex", "reference", "string"].map((type) => `"type":"${type}"`),
    );
  });

  it("filters on discovery are 403", async () => {
    expect((await get("/Schemas", { filter: 'id eq "x"' })).status).toBe(403);
    expect((await get("/Schemas/urn:nothing")).status).toBe(404);
  });
});

describe("paths and methods", () => {
  it.each([
    ["GET", "/Nothing", 404],
    ["GET", "", 404],
    ["GET", "/constructor", 404],
    ["GET", "/Users/u1/emails", 404],
    ["GET", "/ServiceProviderConfig/x", 404],
    ["GET", "/Me", 501],
    ["GET", "/Users/\0", 404],
  ] as const)("%s %s is %i as a SCIM error", async (method, path, status) => {
    expect(await send(method, path)).toMatchObject({
      status,
      body: { schemas: [ERROR], status: String(status) },
    });
  });

  it.each([
    ["DELETE", "/Users", "GET, POST"],
    ["POST", "/Users/u1", "GET, PUT, PATCH, DELETE"],
    ["PUT", "/Schemas", "GET"],
  ] as const)("%s %s is 405 with what is allowed", async (method, path, allow) => {
    expect(await send(method, path)).toMatchObject({
      status: 405,
      headers: { allow },
      body: { schemas: [ERROR] },
    });
  });

  it("a slash at the end does no harm", async () => {
    expect((await get("/Users/")).status).toBe(200);
  });

  it("a missing body is 400 invalidSyntax", async () => {
    for (const [method, path] of [
      ["POST", "/Users"],
      ["POST", "/Groups"],
    ] as const) {
      expect(await send(method, path)).toMatchObject({ status: 400, body: { scimType: "invalidSyntax" } });
    }
  });

  it("what is not a refusal is left to the caller", async () => {
    jest.spyOn(backend, "user").mockRejectedValue(new Error("disk"));
    await expect(get("/Users/u1")).rejects.toThrow("disk");
  });
});
