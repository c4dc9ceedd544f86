import { Network } from "../../support/network";

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

describe("a user becomes an identity", () => {
  test("rules 8 to 11: one tagged identity with the mapping's name, external ID and policy", async () => {
    const to = await network.connect({
      identityNameField: "DISPLAY_NAME",
      externalIdField: "PRIMARY_EMAIL",
    });
    const id = await network.addUser(to, "ada", {
      displayName: "Ada Lovelace",
      emails: [{ value: "first@example.com" }, { value: "Ada@Example.com", primary: true }],
    });
    expect(await network.identitiesByName()).toEqual([
      expect.objectContaining({
        name: "Ada Lovelace",
        externalId: "Ada@Example.com",
        authPolicyId: "default",
        isAdmin: false,
        disabled: false,
        tags: { scimIntegrationId: to.id, scimUserId: id },
      }),
    ]);
  });

  test("rule 9: the name follows the user, and falls back to userName", async () => {
    const to = await network.connect({ identityNameField: "NICK_NAME" });
    const id = await network.addUser(to, "ada");
    const { id: identityId } = await network.identityNamed("ada");
    await network.patch(to, `/Users/${id}`, { op: "add", path: "nickName", value: "Countess" });
    expect((await network.identityNamed("Countess")).id).toBe(identityId);
    await network.patch(to, `/Users/${id}`, { op: "remove", path: "nickName" });
    expect((await network.identityNamed("ada")).id).toBe(identityId);
  });

  test("rules 12 and 16: roles and entitlements are live attributes", async () => {
    const to = await network.connect();
    const roles = [{ value: "dev" }, { value: "ops" }];
    const id = await network.addUser(to, "ada", {
      roles,
      entitlements: [{ value: "vpn" }, { value: "dev" }],
    });
    expect(await network.attributesOf(id)).toEqual(["dev", "ops", "vpn"]);
    await network.server.scim(to, "PUT", `/Users/${id}`, {
      userName: "ada",
      entitlements: [{ value: "dev" }],
    });
    expect(await network.attributesOf(id)).toEqual(["dev"]);
  });

  test("rule 15: a leading # is stripped, with a warning in the log", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada", { roles: [{ value: "#dev" }] });
    expect(await network.attributesOf(id)).toEqual(["dev"]);
    const warning = network.server.log
      .map((line) => JSON.parse(line) as { rule?: number })
      .find(({ rule }) => rule);
    expect(warning).toMatchObject({ rule: 15, integrationId: to.id });
  });

  test("rule 17: active false disables, even at creation, active true enables, DELETE deletes", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada", { active: false });
    expect(await network.identityNamed("ada")).toMatchObject({ disabled: true, disabledUntil: null });
    await network.patch(to, `/Users/${id}`, { op: "replace", path: "active", value: true });
    expect((await network.identityNamed("ada")).disabled).toBe(false);
    await network.patch(to, `/Users/${id}`, { op: "Replace", path: "active", value: "False" });
    expect((await network.identityNamed("ada")).disabled).toBe(true);
    expect((await network.server.scim(to, "DELETE", `/Users/${id}`)).status).toBe(204);
    expect(await network.identitiesByName()).toEqual([]);
  });

  test("rule 18: what a person set lasts until SCIM changes active", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada");
    const identity = await network.identityNamed("ada");
    await network.server.edge("POST", `/identities/${identity.id}/disable`, { durationMinutes: 60 });
    await network.patch(to, `/Users/${id}`, { op: "replace", path: "title", value: "Countess" });
    expect((await network.identityNamed("ada")).disabled).toBe(true);
    await network.patch(to, `/Users/${id}`, { op: "replace", path: "active", value: false });
    network.server.advance(7200);
    await network.server.signIn();
    expect(await network.identityNamed("ada")).toMatchObject({ disabled: true, disabledUntil: null });
  });

  test("rule 19: a user that is created again has another SCIM id and another identity", async () => {
    const to = await network.connect();
    const first = await network.addUser(to, "ada");
    const { id } = await network.identityNamed("ada");
    await network.server.scim(to, "DELETE", `/Users/${first}`);
    expect(await network.addUser(to, "ada")).not.toBe(first);
    expect((await network.identityNamed("ada")).id).not.toBe(id);
  });

  test("rule 20: deleting an identity by the edge API deletes its user and memberships", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada");
    const group = await network.addGroup(to, "Sales", [id]);
    const { id: identityId } = await network.identityNamed("ada");
    expect((await network.server.edge("DELETE", `/identities/${identityId}`)).status).toBe(200);
    expect((await network.server.scim(to, "GET", `/Users/${id}`)).status).toBe(404);
    const shown = await network.server.scim(to, "GET", `/Groups/${group}`);
    expect(shown.body).toMatchObject({ members: [] });
  });

  test("a write without a change leaves version and lastModified as they are", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "ada", { title: "Countess" });
    const before = await network.server.scim(to, "GET", `/Users/${id}`);
    network.server.advance(60);
    await network.server.scim(to, "PUT", `/Users/${id}`, { userName: "ada", title: "Countess" });
    const after = await network.server.scim(to, "GET", `/Users/${id}`);
    expect([after.body, after.headers.get("etag")]).toEqual([before.body, before.headers.get("etag")]);
  });
});
