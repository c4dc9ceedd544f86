import { DEFAULT_COUNT, MAX_COUNT } from "../../../../src/server/scim/lists/page-request";
import { type Body, ENTERPRISE, MemoryScim, USER } from "../support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

const userNames = ({ body }: { body: Body }) => (body.Resources as Body[]).map(({ userName }) => userName);

describe("lists", () => {
  beforeEach(async () => {
    const bossOf: Readonly<Record<string, Body>> = { bob: { [ENTERPRISE]: { manager: { value: "u1" } } } };
    for (const name of ["ann", "bob", "eve"])
      await scim.postUser(name, { emails: [{ value: `${name}@x.example`, type: "work" }], ...bossOf[name] });
  });

  it("Entra ID's connection test finds nothing and gets an empty list", async () => {
    const answer = await scim.get("/Users", {
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

  it("are paged by startIndex and count, with the right total", async () => {
    const answer = await scim.get("/Users", { startIndex: "2", count: "1" });
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
    expect((await scim.get("/Users", query)).body).toMatchObject({
      totalResults: 3,
      itemsPerPage,
      startIndex,
    });
  });

  it("count is capped", async () => {
    const seen: number[] = [];
    const spy = jest.spyOn(scim.backend, "users").mockImplementation(async ({ limit }) => {
      seen.push(limit);
      return { resources: [], total: 0, first: null, last: null };
    });
    for (const count of [undefined, "7", "100000"]) await scim.get("/Users", { count });
    spy.mockRestore();
    expect(seen).toEqual([DEFAULT_COUNT, 7, MAX_COUNT]);
  });

  it("a count that is not an integer is 400", async () => {
    expect(await scim.get("/Users", { count: "many" })).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue", detail: 'count must be an integer, not "many"' },
    });
  });

  it.each(["/Groups", "/Users/.search", "/Groups/.search", "/.search"])(
    "an empty filter on %s is 400",
    async (path) => {
      const answer = path.endsWith(".search")
        ? await scim.send("POST", path, { body: { filter: "" } })
        : await scim.get(path, { filter: "" });
      expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
    },
  );

  it.each([
    ['emails[type eq "work"].value eq "EVE@x.example"', ["eve"]],
    ['userName eq "Bob" or id eq "u1"', ["ann", "bob"]],
    ["active eq false", []],
    ['id eq "u2" and manager eq "u1"', ["bob"]],
  ])("filter %s", async (filter, expected) => {
    expect(userNames(await scim.get("/Users", { filter }))).toEqual(expected);
  });

  it("the backend gets canonical names", async () => {
    const spy = jest.spyOn(scim.backend, "users");
    await scim.get("/Users", {
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
    // Without this, a client that forgot the value would read everybody as matches.
    ["", "it is empty"],
    ["  ", "it is empty"],
    ["userName is x", "filter expected an operator"],
    ['usrName eq "x"', 'usrName is not an attribute of a User; did you mean "userName"?'],
    ['password eq "x"', "password cannot be searched"],
    ['name eq "x"', "name has sub-attributes; compare one of formatted, familyName"],
    ['emails[kind eq "x"]', "emails has no sub-attribute kind"],
  ])("filter %s is 400 invalidFilter", async (filter, detail) => {
    const answer = await scim.get("/Users", { filter });
    expect(answer).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
    expect(answer.body.detail).toContain(detail);
  });
});

describe("attributes and excludedAttributes", () => {
  beforeEach(async () => {
    await scim.postUser("ann", {
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
  ])("attributes=%s answers only these, with id and schemas", async (attributes, expected) => {
    const { body } = await scim.get("/Users/u1", { attributes });
    expect(body).toEqual({ schemas: [USER, ENTERPRISE], id: "u1", ...expected });
  });

  it("excludedAttributes leaves them out, but never id and schemas", async () => {
    const excludedAttributes = `id,schemas,meta,groups,name.givenName,emails,${ENTERPRISE}:costCenter`;
    expect((await scim.get("/Users/u1", { excludedAttributes })).body).toEqual({
      schemas: [USER, ENTERPRISE],
      id: "u1",
      userName: "ann",
      active: true,
      name: { familyName: "Berg" },
      [ENTERPRISE]: { department: "Sales" },
    });
  });

  it("lists are projected too", async () => {
    const { body } = await scim.get("/Users", { attributes: "userName" });
    expect(body.Resources).toEqual([{ schemas: [USER, ENTERPRISE], id: "u1", userName: "ann" }]);
  });
});
