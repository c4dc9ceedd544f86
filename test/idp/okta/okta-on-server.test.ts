import { personOf } from "../../../src/idp/common/directory";
import { SAMPLE, sampleDirectory } from "../../../src/idp/common/sample-directory";
import { Okta } from "../../../src/idp/okta/catalog-app";
import { OktaCustomApp } from "../../../src/idp/okta/custom-app";
import { BY_NAME_AND_EMAIL, eachIntegration } from "../support/each-integration";
import { identities, labels, readScim, runOnServer, sent } from "../support/run-on-server";

const on = eachIntegration("okta", BY_NAME_AND_EMAIL);

const person = (name: string, attributes: readonly string[] = [], state = "enabled") => {
  const account = name.split(" ", 1)[0]?.toLowerCase();
  return { name, externalId: `${account}@example.com`, attributes, state };
};

describe.each(["oin", "aiw"])("Okta scenarios on the reference server, %s", (variant) => {
  test("user-lifecycle: the identity is created, renamed, disabled and enabled with its user", async () => {
    const { seen, problems, left } = await runOnServer(on.server, on.to, "okta", "user-lifecycle", variant);
    expect(problems).toEqual([]);
    expect(seen).toEqual({
      created: [person("Ada Lovelace")],
      renamed: [person("Ada King")],
      deactivated: [person("Ada King", [], "disabled")],
      reactivated: [person("Ada King")],
    });
    expect(left).toEqual([]);
  });

  test("take-over: the only identity stays and is enabled again", async () => {
    const { seen, problems, left } = await runOnServer(on.server, on.to, "okta", "take-over", variant);
    expect(problems).toEqual([]);
    expect(seen["taken over"]).toEqual([
      { ...person("Grace Hopper"), externalId: expect.stringMatching(/^grace/) },
    ]);
    expect(left).toEqual([]);
  });

  test("group-push: members get the group's name of the moment they join", async () => {
    const { seen, problems, left } = await runOnServer(on.server, on.to, "okta", "group-push", variant);
    expect(problems).toEqual([]);
    const [ada, linus] = [person("Ada Lovelace"), person("Linus Pauling")];
    expect(seen).toEqual({
      pushed: [person("Ada Lovelace", ["Engineering"]), person("Grace Hopper", ["Engineering"]), linus],
      renamed: [person("Ada Lovelace", ["Engineering"]), person("Grace Hopper", ["Engineering"]), linus],
      changed: [ada, person("Grace Hopper", ["Engineering"]), person("Linus Pauling", ["Research"])],
      "member deactivated": [
        ada,
        person("Grace Hopper", ["Engineering"], "disabled"),
        person("Linus Pauling", ["Research"]),
      ],
      deleted: [ada, person("Grace Hopper", [], "disabled"), linus],
    });
    expect(left).toEqual([]);
  });

  test("governance: roles and entitlements become attributes and are removed again", async () => {
    const { seen, problems } = await runOnServer(on.server, on.to, "okta", "governance", variant);
    expect(problems).toEqual([]);
    expect(seen).toEqual({
      granted: [person("Ada Lovelace", ["admin", "auditor", "vpn"])],
      withdrawn: [person("Ada Lovelace", ["auditor"])],
    });
  });
});

describe("Okta scenarios of a catalog app on the reference server", () => {
  test("duplicate-user: one identity is made, not two", async () => {
    const { report, problems, left } = await runOnServer(on.server, on.to, "okta", "duplicate-user", "oin");
    expect(problems).toEqual([]);
    expect(report.steps.map(({ exchange }) => exchange.answer?.status)).toEqual([201, 409, 204]);
    expect(left).toEqual([]);
  });

  test("password-sync: the identity stays as it is", async () => {
    const { seen, problems } = await runOnServer(on.server, on.to, "okta", "password-sync", "oin");
    expect(problems).toEqual([]);
    expect(seen).toEqual({ changed: [person("Ada Lovelace")] });
  });

  test("discover-governance: types and schemas are read; there are no endpoints of Okta's own", async () => {
    const { report, problems } = await runOnServer(on.server, on.to, "okta", "discover-governance", "oin");
    expect(problems).toEqual([]);
    expect(labels(report)).toEqual(["read resource types", "read schemas"]);
  });

  test("import-users: 105 users come in two pages, each once, and none is changed", async () => {
    for (let index = 0; index < 105; index += 1)
      await on.server.scim(on.to, "POST", "/Users", { userName: `user-${index}` });
    const { report, problems, left } = await runOnServer(on.server, on.to, "okta", "import-users", "oin");
    expect(problems).toEqual([]);
    expect(sent(report, "import users").map(({ path }) => path)).toEqual([
      "/Users?startIndex=1&count=100",
      "/Users?startIndex=101&count=100",
    ]);
    expect(left).toHaveLength(105);
  });
});

describe("quirks of Okta on the reference server", () => {
  const directory = sampleDirectory();
  const ada = personOf(directory, SAMPLE.ada);
  const grace = personOf(directory, SAMPLE.grace);
  const engineering = { id: SAMPLE.engineering, name: "Engineering", memberIds: [] };
  const connection = () => ({ integrationUrl: `${on.server.url}/scim/v2/${on.to.id}`, token: on.to.token });
  const read = (path: string) => readScim(on.server, on.to, path);
  const membersOf = async (id: string) =>
    ((await read(`/Groups/${id}`)).members as { value: string }[]).map(({ value }) => value);

  let okta: Okta;
  beforeEach(() => {
    okta = new Okta(connection());
  });
  const statuses = () => okta.requests.map(({ method, status }) => `${method} ${status}`);

  test("Okta: looks a user up by userName and expects a hit in any case", async () => {
    await okta.assignUser(ada);
    const shouting = { ...ada, id: "00u9", userName: ada.userName.toUpperCase() };
    await okta.assignUser(shouting);
    expect(okta.userId(shouting)).toBe(okta.userId(ada));
  });

  test("Okta: sends a password placeholder, which no answer shows", async () => {
    await okta.assignUser(ada);
    expect(await read(`/Users/${okta.userId(ada)}`)).not.toHaveProperty("password");
  });

  test("Okta: sends an empty list of groups on create", async () => {
    await okta.assignUser(ada);
    expect(statuses()).toEqual(["GET 200", "POST 201"]);
  });

  test('Okta: echoes meta, groups and middleName "" in its profile PUT', async () => {
    await okta.assignUser(ada);
    await okta.pushGroup(engineering, [ada]);
    await okta.updateUser({ ...ada, familyName: "King" });
    const user = await read(`/Users/${okta.userId(ada)}`);
    expect(user.name).toEqual({ givenName: "Ada", familyName: "King" });
    expect(user.groups).toMatchObject([{ display: "Engineering" }]);
  });

  test("Okta: deactivates by a PATCH without a path, and never by DELETE", async () => {
    await okta.assignUser(ada);
    await okta.deactivateUser(ada);
    expect(await identities(on.server, on.to)).toMatchObject([{ name: "Ada Lovelace", state: "disabled" }]);
    expect(okta.requests.map(({ method }) => method)).toEqual(["GET", "POST", "PATCH"]);
  });

  test("Okta: changes a password by a PATCH without a path", async () => {
    await okta.assignUser(ada);
    await okta.changePassword(ada);
    expect(statuses().at(-1)).toBe("PATCH 200");
  });

  test("Okta: renames a group by a replace without a path that carries id and displayName", async () => {
    await okta.assignUser(ada);
    await okta.pushGroup(engineering, [ada]);
    await okta.renameGroup({ ...engineering, name: "Research" });
    expect((await read(`/Groups/${okta.groupId(engineering)}`)).displayName).toBe("Research");
  });

  test("Okta: repeats displayName with id on each membership push, and members stay", async () => {
    await okta.assignUser(ada);
    await okta.assignUser(grace);
    await okta.pushGroup(engineering, [ada]);
    await okta.changeMembers(engineering, { added: [grace], removed: [] });
    expect(okta.requests.slice(-2).map(({ label }) => label)).toEqual(["name group", "change members"]);
    expect((await membersOf(okta.groupId(engineering))).sort()).toEqual(
      [okta.userId(ada), okta.userId(grace)].sort(),
    );
  });

  test("Okta: mixes removing by filter and adding in one PATCH", async () => {
    await okta.assignUser(ada);
    await okta.assignUser(grace);
    await okta.pushGroup(engineering, [ada]);
    await okta.changeMembers(engineering, { added: [grace], removed: [ada] });
    expect(await membersOf(okta.groupId(engineering))).toEqual([okta.userId(grace)]);
  });

  test("Okta: pushes a group that is there by taking it over by name", async () => {
    await okta.assignUser(ada);
    await on.server.scim(on.to, "POST", "/Groups", { displayName: "engineering" });
    await okta.pushGroup(engineering, [ada]);
    expect(okta.requests.slice(-3).map(({ label }) => label)).toEqual([
      "find group",
      "name group",
      "replace members",
    ]);
    expect((await read(`/Groups/${okta.groupId(engineering)}`)).displayName).toBe("Engineering");
  });

  test("Okta: deletes a group that is no longer pushed, and its members keep their accounts", async () => {
    await okta.assignUser(ada);
    await okta.pushGroup(engineering, [ada]);
    await okta.deleteGroup(engineering);
    expect(await identities(on.server, on.to)).toEqual([person("Ada Lovelace")]);
  });

  test("Okta: gets 409 uniqueness for a user name that is taken", async () => {
    await okta.assignUser(ada);
    const answer = await on.server.scim(on.to, "POST", "/Users", { userName: ada.userName.toUpperCase() });
    expect(answer).toMatchObject({ status: 409, body: { status: "409", scimType: "uniqueness" } });
  });

  test("Okta custom app: deactivates by a PUT of the whole user", async () => {
    const custom = new OktaCustomApp(connection());
    await custom.assignUser(ada);
    await custom.deactivateUser(ada);
    expect(custom.requests.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "PUT"]);
    expect(await identities(on.server, on.to)).toMatchObject([{ state: "disabled" }]);
  });

  test("Okta custom app: sends all members in one PUT, and the others leave the group", async () => {
    const custom = new OktaCustomApp(connection());
    const everybody = directory.people;
    for (const one of everybody) await custom.assignUser(one);
    await custom.pushGroup(engineering, everybody);
    await custom.changeMembers(engineering, { added: [], removed: [ada, grace] });
    expect(custom.requests.at(-1)).toMatchObject({ method: "PUT", status: 200 });
    expect(await membersOf(custom.groupId(engineering))).toHaveLength(everybody.length - 2);
  });

  test("Okta custom app: renames a group by a PUT, and members stay", async () => {
    const custom = new OktaCustomApp(connection());
    await custom.assignUser(ada);
    await custom.pushGroup(engineering, [ada]);
    await custom.renameGroup({ ...engineering, name: "Research" });
    expect(await membersOf(custom.groupId(engineering))).toEqual([custom.userId(ada)]);
  });
});
