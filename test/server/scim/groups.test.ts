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
    expect(answer).toEqual({
      status: 204,
      headers: { "content-type": "application/scim+json", etag: 'W/"2"' },
      body: null,
    });
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

  it("PUT replaces the members", async () => {
    await scim.postGroup("Sales", ["u1"]);
    const body = { displayName: "Revenue", members: [{ value: "u2" }] };
    const replaced = await scim.send("PUT", "/Groups/g3", { body });
    expect(replaced).toMatchObject({ status: 200, headers: { location: `${BASE}/Groups/g3` } });
    expect(replaced.body).toMatchObject({ displayName: "Revenue", members: [{ value: "u2" }] });
  });

  // RFC 7643 section 2.5 for null and [], RFC 7644 section 3.5.1 for absence. Serializers drop an empty list.
  it.each([
    ["without members", {}],
    ["with null as members", { members: null }],
    ["with an empty list of members", { members: [] }],
    ["with an empty list under a name in capitals", { MEMBERS: [] }],
  ])("PUT %s empties the group, and the answer shows it", async (_how, members) => {
    await scim.postGroup("Sales", ["u1", "u2"]);
    const answer = await scim.send("PUT", "/Groups/g3", { body: { displayName: "Sales", ...members } });
    expect(answer).toMatchObject({ status: 200, headers: { etag: 'W/"2"' }, body: { members: [] } });
    expect((await scim.get("/Groups/g3")).body.members).toEqual([]);
  });

  it("a group as a member is refused with one message, however it is named", async () => {
    await scim.postGroup("Sales");
    const members = [{ value: "g3" }, { value: "g3", type: "Group" }, { value: "g3", $ref: "../Groups/g3" }];
    const answers = await Promise.all(
      members.map((member) =>
        scim.send("POST", "/Groups", { body: { displayName: "All", members: [member] } }),
      ),
    );
    answers.push(await scim.patch("/Groups/g3", { op: "add", path: "members", value: members[1] }));
    const details = answers.map(({ body }) => body.detail);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
    expect(new Set(details)).toEqual(
      new Set(['members: "g3" is not a user of this integration; only users can be members']),
    );
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
