import { groupOf, type Person, personOf } from "../../src/idp/directory";
import { Entra, type EntraSettings } from "../../src/idp/entra";
import type { ManagerForm } from "../../src/idp/entra-manager";
import { SAMPLE, sampleDirectory } from "../../src/idp/sample-directory";
import { ENTERPRISE_URN, GROUP_URN, USER_URN } from "../../src/idp/scim-urns";
import { type Connection, TestServer } from "../server/support/running-server";
import { identities, labels, play, sent } from "./support/played";

const BY_NAME_AND_EMAIL = { identityNameField: "DISPLAY_NAME", externalIdField: "PRIMARY_EMAIL" };
const FLAG = "aadOptscim062020";

let server: TestServer;
let to: Connection;
let count = 0;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  count += 1;
  to = await server.connected(`entra ${count}`, BY_NAME_AND_EMAIL);
});
afterEach(async () => {
  await server.api("DELETE", `/scim/v1/integrations/${to.id}?identities=delete`);
});
afterAll(() => server.stop());

const identity = (name: string, attributes: readonly string[] = [], state = "enabled") => {
  const account = name.split(" ", 1)[0]?.toLowerCase();
  return { name, externalId: `${account}@example.com`, attributes, state };
};

describe.each(["default", FLAG])("Entra ID scenarios on the reference server, %s", (variant) => {
  const played = async (name: string) => {
    const outcome = await play(server, to, "entra", name, variant);
    expect(outcome.problems).toEqual([]);
    expect(outcome.left).toEqual([]);
    return outcome;
  };

  test("test-connection: nobody is found and nothing is made", async () => {
    const { report } = await played("test-connection");
    expect(labels(report)).toEqual(["test connection"]);
  });

  test("user-lifecycle: the identity follows from its creation to the delete 30 days after the last disable", async () => {
    const { seen } = await played("user-lifecycle");
    expect(seen).toEqual({
      created: [identity("Ada Lovelace")],
      renamed: [identity("Ada King")],
      disabled: [identity("Ada King", [], "disabled")],
      restored: [identity("Ada King")],
      "soft-deleted": [identity("Ada King", [], "disabled")],
      deleted: [],
    });
  });

  test("profile-change: the identity follows the work e-mail", async () => {
    const { seen } = await played("profile-change");
    expect(seen).toEqual({
      added: [identity("Grace Hopper")],
      replaced: [{ ...identity("Grace Hopper"), externalId: "new.grace@example.com" }],
    });
  });

  test("manager: a reference changes no identity", async () => {
    const { seen } = await played("manager");
    expect(seen.managed).toEqual(
      ["Ada Lovelace", "Grace Hopper", "Linus Pauling"].map((one) => identity(one)),
    );
  });

  test.each(["match-by-external-id", "match-by-work-email"])(
    "%s: the one identity is brought up to date",
    async (name) => {
      const { seen } = await played(name);
      expect(seen.matched).toEqual([identity("Ada King")]);
    },
  );

  test("provision-on-demand: people and a group with members arrive", async () => {
    const { seen } = await played("provision-on-demand");
    expect(seen.provisioned).toEqual([
      identity("Ada King", ["Engineering"]),
      identity("Grace Hopper", ["Engineering"]),
    ]);
  });

  test("group-lifecycle: members get the group's name of the moment they join", async () => {
    const { seen } = await played("group-lifecycle");
    const filled = [
      identity("Ada Lovelace", ["Engineering"]),
      identity("Grace Hopper", ["Engineering"]),
      identity("Linus Pauling"),
    ];
    const changed = [
      identity("Ada Lovelace"),
      identity("Grace Hopper", ["Engineering"]),
      identity("Linus Pauling", ["Research"]),
    ];
    const deleted = ["Ada Lovelace", "Grace Hopper", "Linus Pauling"].map((one) => identity(one));
    expect(seen).toEqual({ filled, renamed: filled, changed, "removed twice": changed, deleted });
  });

  test("many-members: each gets the attribute and all but one lose it", async () => {
    const { seen } = await played("many-members");
    const having = (moment: string) =>
      (seen[moment] ?? []).filter(({ attributes }) => attributes.includes("Engineering"));
    expect(having("joined")).toHaveLength(12);
    expect(having("left")).toHaveLength(1);
  });

  test("restored-member: the attribute outlives the time disabled", async () => {
    const { seen } = await played("restored-member");
    expect(seen).toEqual({
      disabled: [identity("Ada Lovelace", ["Engineering"], "disabled")],
      restored: [identity("Ada Lovelace", ["Engineering"])],
    });
  });

  test.each([
    ["single-role", ["reader"], ["admin"]],
    ["first-single-role", [], ["admin"]],
    ["complex-roles", ["auditor", "reader"], ["admin", "auditor", "reader"]],
    ["assertive-roles", ["auditor", "reader"], ["admin", "auditor"]],
  ])("%s: roles become attributes by their values", async (name, assigned, changed) => {
    const { seen } = await played(name);
    expect(seen).toEqual({
      assigned: [identity("Ada Lovelace", assigned)],
      changed: [identity("Ada Lovelace", changed)],
    });
  });
});

describe("quirks of Entra ID on the reference server", () => {
  const directory = sampleDirectory();
  const ada = personOf(directory, SAMPLE.ada);
  const grace = personOf(directory, SAMPLE.grace);
  const linus = personOf(directory, SAMPLE.linus);
  const engineering = { ...groupOf(directory, SAMPLE.engineering), memberIds: [] };

  const entra = (query = "", settings: Partial<EntraSettings> = {}) =>
    new Entra({ integrationUrl: `${server.url}/scim/v2/${to.id}${query}`, token: to.token, ...settings });
  const flagged = () => entra(`?${FLAG}`);
  const read = async (path: string) => (await server.scim(to, "GET", path)).body as Record<string, unknown>;
  const userOf = (provider: Entra, person: Person) => read(`/Users/${provider.userId(person)}`);
  const patch = (provider: Entra, person: Person, ...operations: unknown[]) =>
    server.scim(to, "PATCH", `/Users/${provider.userId(person)}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: operations,
    });
  const membersOf = async (provider: Entra) => {
    const { members } = await read(`/Groups/${provider.groupId(engineering)}`);
    return (members as { value: string }[]).map(({ value }) => value).sort();
  };
  const assigned = async (provider: Entra, ...people: readonly Person[]) => {
    for (const person of people) await provider.assignUser(person);
    return provider;
  };
  const ids = (provider: Entra, ...people: readonly Person[]) =>
    people.map((one) => provider.userId(one)).sort();

  test("Entra ID: tests the connection with a random GUID and wants 200 with an empty list", async () => {
    const answer = await server.scim(
      to,
      "GET",
      "/Users?filter=userName%20eq%20%2231d1ce52-44a2-4b4c-8a35-5b0e2fa8d2d1%22",
    );
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json/);
  });

  test.each([
    ["a user that is not there", "/Users/nobody", 404],
    ["a filter outside the grammar", "/Users?filter=userName", 400],
    ["a path that is not there", "/Nothing", 404],
  ])("Entra ID: wants application/scim+json also for %s", async (_, path, status) => {
    const answer = await server.scim(to, "GET", path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/scim\+json(;|$)/);
  });

  test.each(["userName", "externalId", 'emails[type eq "work"].value'] as const)(
    "Entra ID: matches by %s and creates nobody twice",
    async (matching) => {
      const provider = await assigned(entra("", { matching }), ada);
      await provider.assignUser({ ...ada, id: "again" });
      expect(await identities(server, to)).toHaveLength(1);
    },
  );

  test("Entra ID: prints a filter without quotes in its documentation, which finds the user too", async () => {
    await server.scim(to, "POST", "/Users", { userName: "jyoung", externalId: "jyoung" });
    const answer = await server.scim(to, "GET", "/Users?filter=externalId%20eq%20jyoung");
    expect(answer).toMatchObject({ status: 200, body: { Resources: [{ userName: "jyoung" }] } });
  });

  test("Entra ID: creates with both schemas, meta.resourceType, empty roles and nulls, and gets no null back", async () => {
    const provider = await assigned(entra(), ada);
    const user = await userOf(provider, ada);
    expect(user).toMatchObject({ userName: ada.userName, active: true, meta: { resourceType: "User" } });
    expect(JSON.stringify(user)).not.toContain("null");
    expect(user).not.toHaveProperty("title");
    expect(user).not.toHaveProperty("roles");
  });

  test('Entra ID: creates with active as the text "True" where the mapping says so', async () => {
    const body = { schemas: [USER_URN], userName: "text", active: "True" };
    expect(await server.scim(to, "POST", "/Users", body)).toMatchObject({
      status: 201,
      body: { active: true },
    });
  });

  test("Entra ID: sends a custom extension that schemas does not list", async () => {
    const urn = "urn:ietf:params:scim:schemas:extension:contoso:2.0:User";
    const body = { schemas: [USER_URN], userName: "contoso", [urn]: { badge: "7" } };
    const { status, body: created } = await server.scim(to, "POST", "/Users", body);
    expect({ status, created }).toMatchObject({ status: 201, created: { [urn]: { badge: "7" } } });
  });

  test('Entra ID: disables with the text "False" and gets a boolean back', async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "active", value: "False" });
    expect((await userOf(provider, ada)).active).toBe(false);
    expect(await identities(server, to)).toMatchObject([{ state: "disabled" }]);
  });

  test('Entra ID: restores with the text "True"', async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "active", value: "False" });
    await patch(provider, ada, { op: "Replace", path: "active", value: "True" });
    expect(await identities(server, to)).toMatchObject([{ state: "enabled" }]);
  });

  test("Entra ID with the flag: disables with a boolean", async () => {
    const provider = await assigned(flagged(), ada);
    await provider.deactivateUser(ada);
    expect(await identities(server, to)).toMatchObject([{ state: "disabled" }]);
  });

  test.each(["Add", "Replace", "add", "replace"])("Entra ID: spells an op %s", async (op) => {
    const provider = await assigned(entra(), ada);
    expect(await patch(provider, ada, { op, path: "title", value: "Analyst" })).toMatchObject({
      status: 200,
      body: { title: "Analyst" },
    });
  });

  test.each(["Remove", "remove"])("Entra ID: spells an op %s", async (op) => {
    const provider = await assigned(entra(), { ...ada, title: "Analyst" });
    await patch(provider, ada, { op, path: "title" });
    expect(await userOf(provider, ada)).not.toHaveProperty("title");
  });

  test.each(["Add", "Replace"])(
    "Entra ID: expects %s through a value path that matches nothing to create",
    async (op) => {
      const provider = await assigned(entra(), ada);
      await patch(provider, ada, {
        op,
        path: 'phoneNumbers[type eq "mobile"].value',
        value: "+44 7700 900077",
      });
      expect((await userOf(provider, ada)).phoneNumbers).toEqual([
        { type: "mobile", value: "+44 7700 900077" },
      ]);
    },
  );

  test("Entra ID: builds one address by several value paths of one PATCH", async () => {
    const provider = await assigned(entra(), ada);
    const part = (name: string, value: string) => ({
      op: "Add",
      path: `addresses[type eq "work"].${name}`,
      value,
    });
    await patch(provider, ada, part("streetAddress", "1 Analytical Way"), part("locality", "London"));
    expect((await userOf(provider, ada)).addresses).toEqual([
      { type: "work", streetAddress: "1 Analytical Way", locality: "London" },
    ]);
  });

  test("Entra ID: replaces the work e-mail through a value path and leaves the home one", async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, {
      op: "Add",
      path: 'emails[type eq "home"].value',
      value: "ada@home.example",
    });
    await patch(provider, ada, {
      op: "Replace",
      path: 'emails[type eq "work"].value',
      value: "king@example.com",
    });
    expect((await userOf(provider, ada)).emails).toEqual([
      { primary: true, type: "work", value: "king@example.com" },
      { type: "home", value: "ada@home.example" },
    ]);
  });

  test("Entra ID: wants stored values back unchanged, spaces and brackets of a phone number included", async () => {
    const workPhone = " +1 (555) 010-0199 x7";
    const provider = await assigned(entra(), { ...ada, workPhone });
    expect((await userOf(provider, ada)).phoneNumbers).toEqual([{ type: "work", value: workPhone }]);
  });

  test("Entra ID: wraps a single value in a list of one", async () => {
    const provider = await assigned(entra(), ada);
    await patch(provider, ada, { op: "Replace", path: "displayName", value: ["Ada King"] });
    expect(await identities(server, to)).toEqual([identity("Ada King")]);
  });

  test("Entra ID with the flag: replaces several attributes by one op without a path, with dotted and URN keys", async () => {
    const provider = await assigned(flagged(), ada);
    await provider.updateUser({ ...ada, familyName: "King", displayName: "Ada King", department: "Engines" });
    expect(await userOf(provider, ada)).toMatchObject({
      displayName: "Ada King",
      name: { givenName: "Ada", familyName: "King" },
      [ENTERPRISE_URN]: { department: "Engines" },
    });
  });

  test("Entra ID with the flag: carries the flag in the query of every route, which is ignored", async () => {
    const provider = await assigned(flagged(), ada, grace);
    await provider.pushGroup(engineering, [ada]);
    await provider.setManager(ada, grace, "bare id");
    await provider.deactivateUser(ada);
    await provider.deleteGroup(engineering);
    await provider.hardDeleteUser(ada);
    expect(provider.requests.every(({ path }) => path.includes(`?${FLAG}`))).toBe(true);
    expect(provider.requests.every(({ status }) => status !== null && status < 300)).toBe(true);
  });

  test.each(["bare id", "object", "array"] satisfies ManagerForm[])(
    "Entra ID: writes a manager as %s",
    async (form) => {
      const provider = await assigned(entra(), ada, grace);
      await provider.setManager(ada, grace, form);
      const { [ENTERPRISE_URN]: enterprise } = await userOf(provider, ada);
      expect(enterprise).toMatchObject({ manager: { value: provider.userId(grace) } });
    },
  );

  test("Entra ID: asks whether a manager is set already and sends nothing when it is", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.setManager(ada, grace, "bare id");
    const before = provider.requests.length;
    await provider.setManager(ada, grace, "bare id");
    expect(provider.requests.slice(before).map(({ label }) => label)).toEqual(["ask for manager"]);
  });

  test("Entra ID: creates a group with the legacy schema and without members", async () => {
    const body = {
      schemas: [GROUP_URN, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId: "8aa1a0c0",
      displayName: "Engineering",
      meta: { resourceType: "Group" },
    };
    expect(await server.scim(to, "POST", "/Groups", body)).toMatchObject({
      status: 201,
      body: { schemas: [GROUP_URN], displayName: "Engineering", externalId: "8aa1a0c0" },
    });
  });

  test("Entra ID: reads a group with excludedAttributes=members, always", async () => {
    const provider = await assigned(entra(), ada);
    await provider.pushGroup(engineering, [ada]);
    const [byId, byName] = [
      await read(`/Groups/${provider.groupId(engineering)}?excludedAttributes=members`),
      await read("/Groups?excludedAttributes=members&filter=displayName%20eq%20%22Engineering%22"),
    ];
    expect(byId).not.toHaveProperty("members");
    expect(byName).toMatchObject({
      totalResults: 1,
      Resources: [expect.not.objectContaining({ members: [] })],
    });
  });

  test("Entra ID: adds members with a null $ref", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.pushGroup(engineering, [ada, grace]);
    expect(await membersOf(provider)).toEqual(ids(provider, ada, grace));
  });

  test("Entra ID: removes members by a value array, and the others stay", async () => {
    const provider = await assigned(entra(), ada, grace, linus);
    await provider.pushGroup(engineering, [ada, grace, linus]);
    await provider.changeMembers(engineering, { added: [], removed: [ada, grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, linus));
  });

  test("Entra ID with the flag: removes members by a path filter, and the others stay", async () => {
    const provider = await assigned(flagged(), ada, grace, linus);
    await provider.pushGroup(engineering, [ada, grace, linus]);
    await provider.changeMembers(engineering, { added: [], removed: [ada, grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, linus));
  });

  test("Entra ID: adds a member who is in and removes one who is not, without harm", async () => {
    const provider = await assigned(entra(), ada, grace);
    await provider.pushGroup(engineering, [ada]);
    await provider.changeMembers(engineering, { added: [ada], removed: [grace] });
    expect(await membersOf(provider)).toEqual(ids(provider, ada));
  });

  test("Entra ID: renames a group by displayName and is answered with 204", async () => {
    const provider = await assigned(entra());
    await provider.pushGroup(engineering, []);
    await provider.renameGroup({ ...engineering, name: "Research" });
    expect(provider.requests.at(-1)).toMatchObject({ method: "PATCH", status: 204 });
  });

  test("Entra ID: does not send memberships again after a restore, so they are kept while disabled", async () => {
    const provider = await assigned(entra(), ada);
    await provider.pushGroup(engineering, [ada]);
    await provider.deactivateUser(ada);
    await provider.reactivateUser(ada);
    expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["Engineering"])]);
  });

  test("Entra ID: deletes for good later, after which the user name is free", async () => {
    const provider = await assigned(entra(), ada);
    const former = provider.userId(ada);
    await provider.deactivateUser(ada);
    await provider.hardDeleteUser(ada);
    await provider.assignUser(ada);
    expect(provider.userId(ada)).not.toBe(former);
  });

  test('Entra ID: replaces a SingleAppRoleAssignment through roles[primary eq "True"].value', async () => {
    const settings = { roleExpression: "SingleAppRoleAssignment" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader"] });
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect((await userOf(provider, ada)).roles).toMatchObject([{ primary: true, value: "admin" }]);
  });

  test("Entra ID: adds AppRoleAssignmentsComplex as JSON texts, and the attribute is the role's value", async () => {
    const settings = { roleExpression: "AppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), ada);
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["admin"])]);
  });

  test("Entra ID: never takes a role back with AppRoleAssignmentsComplex", async () => {
    const settings = { roleExpression: "AppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader"] });
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["admin", "reader"])]);
  });

  test("Entra ID: sends several roles of one type with AssertiveAppRoleAssignmentsComplex and replaces them all", async () => {
    const settings = { roleExpression: "AssertiveAppRoleAssignmentsComplex" } as const;
    const provider = await assigned(entra("", settings), { ...ada, roles: ["reader", "auditor"] });
    expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["auditor", "reader"])]);
    await provider.changeRoles({ ...ada, roles: ["admin"] });
    expect(await identities(server, to)).toEqual([identity("Ada Lovelace", ["admin"])]);
  });

  test("Entra ID: provisions on demand in the default dialect, also with the flag on the URL", async () => {
    const { report } = await play(server, to, "entra", "provision-on-demand", FLAG);
    const ops = [...sent(report, "update user"), ...sent(report, "add members")].map(({ path, request }) => [
      path.includes(FLAG),
      (request.body?.Operations as { op: string }[] | undefined)?.[0]?.op,
    ]);
    expect(ops).toEqual([
      [true, "Replace"],
      [true, "Add"],
    ]);
  });
});
