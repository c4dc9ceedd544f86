import { BASE, GROUP, MemoryScim } from "./support/memory-scim";

let scim: MemoryScim;
beforeEach(() => {
  scim = new MemoryScim();
});

describe("groups", () => {
  beforeEach(async () => {
    await scim.postUser("ann");
    await scim.postUser("bob");
  });

  it("are created with their members", async () => {
    expect(await scim.postGroup("Sales", ["u1"])).toMatchObject({
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

  it("a member that is not a user is refused, and nothing is stored", async () => {
    expect(await scim.postGroup("Sales", ["u9"])).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue" },
    });
    expect((await scim.get("/Groups")).body.totalResults).toBe(0);
  });

  it("PATCH answers 204 with the version, and never reads the members", async () => {
    await scim.postGroup("Sales", ["u1"]);
    scim.backend.memberReads = 0;
    const answer = await scim.patch("/Groups/g3", {
      op: "Add",
      path: "members",
      value: [{ $ref: null, value: "u2" }],
    });
    expect(answer).toEqual({ status: 204, headers: { etag: 'W/"2"' }, body: null });
    expect(scim.backend.memberReads).toBe(0);
    expect((await scim.get("/Groups/g3")).body.members).toMatchObject([{ value: "u1" }, { value: "u2" }]);
  });

  it("PATCH answers the group when the request has attributes", async () => {
    await scim.postGroup("Sales");
    const body = { Operations: [{ op: "replace", value: { id: "g3", displayName: "Revenue" } }] };
    const answer = await scim.send("PATCH", "/Groups/g3", { body, query: { attributes: "displayName" } });
    expect(answer).toMatchObject({
      status: 200,
      body: { schemas: [GROUP], id: "g3", displayName: "Revenue" },
    });
    expect(answer.body).not.toHaveProperty("members");
  });

  it("a PATCH without a change keeps the version", async () => {
    await scim.postGroup("Sales", ["u1"]);
    const idle = [
      { op: "replace", value: { displayName: "Sales" } },
      { op: "add", path: "members", value: ["u1"] },
    ];
    expect((await scim.patch("/Groups/g3", idle[0])).headers.etag).toBe('W/"1"');
    expect((await scim.patch("/Groups/g3", idle[1])).headers.etag).toBe('W/"1"');
  });

  it("PUT replaces the members only when it has members", async () => {
    await scim.postGroup("Sales", ["u1"]);
    const renamed = await scim.send("PUT", "/Groups/g3", { body: { displayName: "Revenue" } });
    expect(renamed.body).toMatchObject({ displayName: "Revenue", members: [{ value: "u1" }] });
    const replaced = await scim.send("PUT", "/Groups/g3", {
      body: { displayName: "Revenue", members: [{ value: "u2" }] },
    });
    expect(replaced.body.members).toMatchObject([{ value: "u2" }]);
    const emptied = await scim.send("PUT", "/Groups/g3", { body: { displayName: "Revenue", members: [] } });
    expect(emptied.body.members).toEqual([]);
  });

  it("Entra ID's read leaves the members out and does not read them", async () => {
    await scim.postGroup("Sales", ["u1"]);
    scim.backend.memberReads = 0;
    const answer = await scim.get("/Groups/g3", { excludedAttributes: "members" });
    expect(answer.body).toMatchObject({ displayName: "Sales" });
    expect(answer.body).not.toHaveProperty("members");
    expect(scim.backend.memberReads).toBe(0);
  });

  it("are found by name and by member", async () => {
    await scim.postGroup("Sales", ["u1"]);
    await scim.postGroup("Finance", ["u2"]);
    const byName = await scim.get("/Groups", {
      filter: 'displayName eq "sales"',
      excludedAttributes: "members",
    });
    expect(byName.body).toMatchObject({ totalResults: 1, Resources: [{ id: "g3" }] });
    const byMember = await scim.get("/Groups", { filter: 'members eq "u2"' });
    expect(byMember.body).toMatchObject({ totalResults: 1, Resources: [{ id: "g4" }] });
  });

  it("are deleted", async () => {
    await scim.postGroup("Sales");
    expect((await scim.send("DELETE", "/Groups/g3")).status).toBe(204);
    expect((await scim.get("/Groups/g3")).status).toBe(404);
  });
});
