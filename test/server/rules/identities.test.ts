import { conflictDetail, Network } from "../support/network";
import type { Connection } from "../support/running-server";

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

const put = (to: Connection, id: string, body: object) =>
  network.server.scim(to, "PUT", `/Users/${id}`, body);
const setActive = (to: Connection, id: string, value: boolean) =>
  network.patch(to, `/Users/${id}`, { op: "replace", path: "active", value });
const identityIdOf = async (userId: string) => (await network.identityOf(userId))?.id ?? "none";
const warnedRules = (since: number) =>
  network.server.log.slice(since).flatMap((line) => {
    const { rule } = JSON.parse(line) as { rule?: number };
    return rule === undefined ? [] : [rule];
  });

test("rule 8: a user becomes one identity of type Default that is never an admin", async () => {
  const to = await network.connect();
  const userName = network.fresh("ada");
  const id = await network.addUser(to, userName, {
    isAdmin: true,
    roles: [{ value: "admin" }],
    permissions: ["x"],
  });
  const tagged = [...(await network.identities()).values()].filter(({ tags }) => tags.scimUserId === id);
  expect(tagged).toEqual([
    expect.objectContaining({
      name: userName,
      isAdmin: false,
      tags: { scimIntegrationId: to.id, scimUserId: id },
    }),
  ]);
  const { body } = await network.server.edge("GET", `/identities/${tagged[0]?.id}`);
  expect(body).toMatchObject({ data: { typeId: "Default", enrollment: {} } });
});

describe("rule 9: the name", () => {
  test("rule 9: comes from the chosen field, falls back to userName, and follows later changes", async () => {
    const to = await network.connect({ identityNameField: "DISPLAY_NAME" });
    const [userName, displayName, later] = [network.fresh("u"), network.fresh("Ada"), network.fresh("Ada L")];
    const id = await network.addUser(to, userName, { displayName });
    expect((await network.identityOf(id))?.name).toBe(displayName);
    await put(to, id, { userName, displayName: later });
    expect((await network.identityOf(id))?.name).toBe(later);
    await put(to, id, { userName });
    expect((await network.identityOf(id))?.name).toBe(userName);
  });

  test("rule 9: a name that a person sets lasts until the IdP sends another one", async () => {
    const to = await network.connect({ identityNameField: "DISPLAY_NAME" });
    const [userName, displayName, byHand, later] = ["u", "Ada", "by-hand", "Ada L"].map((what) =>
      network.fresh(what),
    );
    const id = await network.addUser(to, userName ?? "", { displayName });
    await network.server.edge("PATCH", `/identities/${await identityIdOf(id)}`, { name: byHand });
    await put(to, id, { userName, displayName, title: "Countess" });
    expect((await network.identityOf(id))?.name).toBe(byHand);
    await put(to, id, { userName, displayName: later });
    expect((await network.identityOf(id))?.name).toBe(later);
  });

  test("rule 9: a clash is a SCIM 409 that names the kind of owner, but not the owner", async () => {
    const [one, two] = [
      await network.connect({ identityNameField: "DISPLAY_NAME" }),
      await network.connect(),
    ];
    await network.createIdentity("Marie Curie");
    await network.addUser(one, network.fresh("u"), { displayName: "Grace Hopper" });
    const ofAnother = await network.server.scim(two, "POST", "/Users", { userName: "Grace Hopper" });
    expect(conflictDetail(ofAnother)).toContain('the identity "G…e H…r" of another integration has it');
    const ofPeople = await network.server.scim(two, "POST", "/Users", { userName: "Marie Curie" });
    expect(conflictDetail(ofPeople)).toContain('the identity "M…e C…e", which no integration made, has it');
  });

  test("rule 9: a rename that clashes is refused and changes nothing", async () => {
    const to = await network.connect();
    const [taken, own] = [network.fresh("taken"), network.fresh("own")];
    await network.createIdentity(taken);
    const id = await network.addUser(to, own);
    conflictDetail(await put(to, id, { userName: taken }));
    expect((await network.identityOf(id))?.name).toBe(own);
    expect((await network.server.scim(to, "GET", `/Users/${id}`)).body).toMatchObject({ userName: own });
  });
});

describe("rule 10: the external ID", () => {
  test("rule 10: NONE gives none", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, network.fresh("u"));
    expect((await network.identityOf(id))?.externalId).toBeNull();
  });

  test("rule 10: PRIMARY_EMAIL takes the primary address, else the one in use, byte for byte", async () => {
    const to = await network.connect({ externalIdField: "PRIMARY_EMAIL" });
    const [first, second] = [`${network.fresh("First")}@Example.com`, `${network.fresh("Ada")}@Example.COM`];
    const both = [{ value: first }, { value: second, primary: true }];
    const userName = network.fresh("u");
    const id = await network.addUser(to, userName, { emails: both });
    expect((await network.identityOf(id))?.externalId).toBe(second);
    await put(to, id, { userName, emails: [{ value: first }, { value: second }] });
    expect((await network.identityOf(id))?.externalId).toBe(second);
    await put(to, id, { userName, emails: [{ value: first }] });
    expect((await network.identityOf(id))?.externalId).toBe(first);
  });

  test("rule 10: is unique, and case counts; the 409 names attribute and masked owner", async () => {
    const byEmail = { externalIdField: "PRIMARY_EMAIL" };
    const [one, two] = [await network.connect(byEmail), await network.connect(byEmail)];
    const push = (to: Connection, userName: string, value: string) =>
      network.server.scim(to, "POST", "/Users", { userName, emails: [{ value, primary: true }] });
    await push(one, "Lise Meitner", "Lise@example.com");
    const same = conflictDetail(await push(two, network.fresh("u"), "Lise@example.com"));
    expect(same).toContain('the identity "L…e M…r" of another integration has it');
    expect(same).toMatch(/^emails: /);
    expect(same).not.toContain("Lise@");
    expect((await push(two, network.fresh("u"), "lise@example.com")).status).toBe(201);
  });
});

describe("rule 12: role attributes", () => {
  test("rule 12: are the union of groups, roles, entitlements and people; SCIM keeps people's", async () => {
    const to = await network.connect();
    const userName = network.fresh("u");
    const id = await network.addUser(to, userName, {
      roles: [{ value: "dev" }],
      entitlements: [{ value: "vpn" }],
    });
    const group = await network.addGroup(to, "Sales", [id]);
    const path = `/identities/${await identityIdOf(id)}`;
    const attributes = await network.attributesOf(id);
    await network.server.edge("PATCH", path, { roleAttributes: [...(attributes ?? []), "by-hand"] });
    expect(await network.attributesOf(id)).toEqual(["Sales", "by-hand", "dev", "vpn"]);
    await put(to, id, { userName });
    await network.server.scim(to, "DELETE", `/Groups/${group}`);
    expect(await network.attributesOf(id)).toEqual(["by-hand"]);
  });

  test("rule 12: a deleted group does not remove a manual attribute of the same name", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, network.fresh("u"));
    await network.server.edge("PATCH", `/identities/${await identityIdOf(id)}`, {
      roleAttributes: ["Sales"],
    });
    const group = await network.addGroup(to, "Sales", [id]);
    await network.patch(to, `/Groups/${group}`, { op: "remove", path: `members[value eq "${id}"]` });
    expect(await network.attributesOf(id)).toEqual(["Sales"]);
  });
});

describe("rule 13: a group's name is frozen when the identity first becomes a member", () => {
  test("rule 13: a rename changes nothing for members; later joins get the new name", async () => {
    const to = await network.connect();
    const [early, late] = [
      await network.addUser(to, network.fresh("u")),
      await network.addUser(to, network.fresh("u")),
    ];
    const group = await network.addGroup(to, "Sales", [early]);
    const path = `/Groups/${group}`;
    await network.patch(to, path, { op: "replace", path: "displayName", value: "Revenue" });
    await network.patch(to, path, { op: "add", path: "members", value: [{ value: late }] });
    expect([await network.attributesOf(early), await network.attributesOf(late)]).toEqual([
      ["Sales"],
      ["Revenue"],
    ]);
    await network.patch(to, path, { op: "remove", path: `members[value eq "${early}"]` });
    expect(await network.attributesOf(early)).toEqual([]);
    await network.patch(to, path, { op: "add", path: "members", value: [{ value: early }] });
    expect(await network.attributesOf(early)).toEqual(["Revenue"]);
  });

  test("rule 13: a PUT that renames a group and repeats its members keeps their frozen name", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, network.fresh("u"));
    const group = await network.addGroup(to, "Sales", [id]);
    await network.server.scim(to, "PUT", `/Groups/${group}`, {
      displayName: "Revenue",
      members: [{ value: id }],
    });
    expect(await network.attributesOf(id)).toEqual(["Sales"]);
  });
});

test("rule 14: a group's attribute stays while another source supplies it", async () => {
  const to = await network.connect();
  const id = await network.addUser(to, network.fresh("u"), { roles: [{ value: "Sales" }] });
  const [one, two] = [await network.addGroup(to, "Sales", [id]), await network.addGroup(to, "#Sales", [id])];
  await network.server.scim(to, "DELETE", `/Groups/${one}`);
  await network.server.scim(to, "DELETE", `/Groups/${two}`);
  expect(await network.attributesOf(id)).toEqual(["Sales"]);
  await network.patch(to, `/Users/${id}`, { op: "remove", path: "roles" });
  expect(await network.attributesOf(id)).toEqual([]);
});

test("rule 15: leading #, @ and blanks are removed with a warning; empty ones are dropped", async () => {
  const to = await network.connect();
  const since = network.server.log.length;
  const id = await network.addUser(to, network.fresh("u"), {
    roles: [{ value: "#dev" }, { value: " ops " }, { value: "@" }],
  });
  await network.addGroup(to, "@ #Sales", [id]);
  expect(await network.attributesOf(id)).toEqual(["Sales", "dev", "ops"]);
  expect(warnedRules(since)).toEqual([15, 15, 15]);
});

test("rule 16: roles and entitlements are live: every update replaces the former ones", async () => {
  const to = await network.connect();
  const userName = network.fresh("u");
  const id = await network.addUser(to, userName, {
    roles: [{ value: "dev" }],
    entitlements: [{ value: "vpn" }],
  });
  await put(to, id, { userName, roles: [{ value: "ops" }], entitlements: [{ value: "vpn" }] });
  expect(await network.attributesOf(id)).toEqual(["ops", "vpn"]);
});

describe("rule 17: active and deletion", () => {
  test("rule 17: false disables, true enables, and an inactive new user is disabled", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, network.fresh("u"), { active: false });
    expect(await network.identityOf(id)).toMatchObject({ disabled: true, disabledUntil: null });
    await setActive(to, id, true);
    expect(await network.identityOf(id)).toMatchObject({ disabled: false });
    await setActive(to, id, false);
    expect(await network.identityOf(id)).toMatchObject({ disabled: true, disabledUntil: null });
  });

  test("rule 17: deleting a user deletes its identity and its memberships", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, network.fresh("u"));
    const group = await network.addGroup(to, "Sales", [id]);
    const identityId = await identityIdOf(id);
    expect((await network.server.scim(to, "DELETE", `/Users/${id}`)).status).toBe(204);
    expect((await network.server.edge("GET", `/identities/${identityId}`)).status).toBe(404);
    const { body } = await network.server.scim(to, "GET", `/Groups/${group}`);
    expect(JSON.stringify(body)).not.toContain(id);
  });
});

describe("rule 18: what a person does", () => {
  test("rule 18: a manual enable lasts until SCIM changes active; repeating it is no change", async () => {
    const to = await network.connect();
    const userName = network.fresh("u");
    const id = await network.addUser(to, userName, { active: false });
    await network.server.edge("POST", `/identities/${await identityIdOf(id)}/enable`, {});
    await put(to, id, { userName, active: false, displayName: "Ada" });
    expect((await network.identityOf(id))?.disabled).toBe(false);
    await setActive(to, id, true);
    await setActive(to, id, false);
    expect((await network.identityOf(id))?.disabled).toBe(true);
  });

  test("rule 18: a PUT of the edge API does not enable a disabled identity", async () => {
    const name = network.fresh("by-hand");
    const id = await network.createIdentity(name);
    await network.server.edge("POST", `/identities/${id}/disable`, { durationMinutes: 0 });
    await network.server.edge("PUT", `/identities/${id}`, { name, type: "Default", isAdmin: false });
    expect((await network.identity(id)).disabled).toBe(true);
  });
});

test("rule 19: a user that is created again has a new SCIM id and a new identity", async () => {
  const to = await network.connect({ externalIdField: "USER_NAME" });
  const userName = network.fresh("u");
  const first = await network.addUser(to, userName);
  const firstIdentity = await identityIdOf(first);
  await network.server.scim(to, "DELETE", `/Users/${first}`);
  const second = await network.addUser(to, userName);
  expect(second).not.toBe(first);
  expect(await identityIdOf(second)).not.toBe(firstIdentity);
});

test("rule 20: a person may delete an identity of an integration; its SCIM user is then gone", async () => {
  const to = await network.connect();
  const id = await network.addUser(to, network.fresh("u"));
  await network.server.edge("DELETE", `/identities/${await identityIdOf(id)}`);
  expect((await network.server.scim(to, "GET", `/Users/${id}`)).status).toBe(404);
});
