import { BASE, ENTERPRISE, ERROR, MemoryScim, USER } from "./support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

describe("users", () => {
  it("are created with 201, location, version and every sent attribute", async () => {
    const created = await scim.postUser("Ann", {
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
    expect((await scim.get("/Users/u1")).body).toEqual(created.body);
  });

  it("show the groups they are in", async () => {
    await scim.postUser("ann");
    await scim.postGroup("Sales", ["u1"]);
    expect((await scim.get("/Users/u1")).body.groups).toEqual([
      { value: "g2", $ref: `${BASE}/Groups/g2`, display: "Sales", type: "direct" },
    ]);
  });

  it("a taken userName is 409 uniqueness", async () => {
    await scim.postUser("ann");
    expect(await scim.postUser("ANN")).toMatchObject({
      status: 409,
      body: { schemas: [ERROR], status: "409", scimType: "uniqueness", detail: "userName is taken" },
    });
  });

  it("PUT replaces what was sent before, but leaves active alone when it is not sent", async () => {
    await scim.postUser("ann", { title: "Lead", active: false });
    const answer = await scim.send("PUT", "/Users/u1", { body: { userName: "ann", nickName: "A" } });
    expect(answer).toMatchObject({
      status: 200,
      headers: { etag: 'W/"2"' },
      body: { nickName: "A", active: false },
    });
    expect(answer.body).not.toHaveProperty("title");
  });

  it("every answer with the user names its location", async () => {
    await scim.postUser("ann");
    const answers = [
      await scim.get("/Users/u1"),
      await scim.send("PUT", "/Users/u1", { body: { userName: "ann", title: "Lead" } }),
      await scim.patch("/Users/u1", { op: "replace", path: "title", value: "Head" }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 200, headers: { location: `${BASE}/Users/u1` } });
    }
  });

  it("PATCH answers the changed user", async () => {
    await scim.postUser("ann");
    expect(await scim.patch("/Users/u1", { op: "Replace", path: "active", value: "False" })).toMatchObject({
      status: 200,
      headers: { etag: 'W/"2"' },
      body: { active: false, meta: { version: 'W/"2"' } },
    });
  });

  it("a PUT or PATCH without a change keeps the version and writes nothing", async () => {
    await scim.postUser("ann", { title: "Lead" });
    const writes = scim.backend.writes;
    await scim.send("PUT", "/Users/u1", { body: { title: "Lead", USERNAME: "ann" } });
    const answer = await scim.patch("/Users/u1", { op: "replace", value: { active: true } });
    expect(answer.headers.etag).toBe('W/"1"');
    expect(scim.backend.writes).toBe(writes);
  });

  it("a PATCH that fails in the middle changes nothing", async () => {
    await scim.postUser("ann");
    const operations = [
      { op: "add", path: "title", value: "Lead" },
      { op: "remove", path: "userName" },
    ];
    expect(await scim.patch("/Users/u1", ...operations)).toMatchObject({
      status: 400,
      body: { scimType: "mutability" },
    });
    expect((await scim.get("/Users/u1")).body).not.toHaveProperty("title");
  });

  it("are deleted with 204, and are then gone", async () => {
    await scim.postUser("ann");
    expect(await scim.send("DELETE", "/Users/u1")).toEqual({
      status: 204,
      headers: { "content-type": "application/scim+json" },
      body: null,
    });
    for (const method of ["GET", "PUT", "PATCH", "DELETE"] as const) {
      expect(await scim.send(method, "/Users/u1", { body: {} })).toMatchObject({
        status: 404,
        body: { status: "404", detail: 'User "u1" does not exist' },
      });
    }
  });
});
