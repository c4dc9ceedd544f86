import { policyBody } from "./support/bodies";
import { type OnNetwork, onNetworks } from "./support/networks";

jest.setTimeout(180_000);

/** What every network does of what SCIM and the integrations' API ask. */
onNetworks((start) => {
  let network: OnNetwork;
  beforeAll(async () => {
    network = await start();
  });
  afterAll(() => network?.stop());

  /** A controller's identity is named by its id, ours by its shortened name. */
  const whoHasIt = (holder: string) => (network.controller === null ? /the identity .*p….* has it/ : holder);
  const attributes = async (to: { id: string }) =>
    [...((await network.only(to)).roleAttributes ?? [])].sort();

  describe("a user is an identity", () => {
    test("with name, external ID, role attributes and the tags that say whose it is", async () => {
      const { to, name } = await network.connected();
      const id = await network.addUser(to, name, { roles: [{ value: "Engineering" }] });
      expect(await network.only(to)).toMatchObject({
        name,
        externalId: name,
        authPolicyId: "default",
        roleAttributes: ["Engineering"],
        isAdmin: false,
        disabled: false,
        tags: { scimIntegrationId: to.id, scimUserId: id },
      });
    });

    test("a renamed user keeps it, with the new name and external ID", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name);
      const { id } = await network.only(to);
      expect(await network.patchUser(to, user, { userName: `${name}.l` })).toMatchObject({ status: 200 });
      expect(await network.only(to)).toMatchObject({ id, name: `${name}.l`, externalId: `${name}.l` });
    });

    test("a leaver's is disabled, and enabled when the person comes back", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name);
      for (const active of [false, true]) {
        expect(await network.patchUser(to, user, { active })).toMatchObject({ status: 200 });
        expect(await network.only(to)).toMatchObject({ disabled: !active });
      }
    });

    test("a new user who is not active starts disabled", async () => {
      const { to, name } = await network.connected();
      await network.addUser(to, name, { active: false });
      expect(await network.only(to)).toMatchObject({ name, disabled: true });
    });

    test("a deleted user's is deleted, and its name is free again", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name);
      const { id } = await network.only(to);
      expect(await network.server.scim(to, "DELETE", `/Users/${user}`)).toMatchObject({ status: 204 });
      await network.until(async () => (await network.identity(id)) === null);
      await network.addUser(to, name);
      expect((await network.only(to)).id).not.toBe(id);
    });
  });

  describe("role attributes", () => {
    test("follow the roles of a user and the groups", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name, { roles: [{ value: "Eng" }] });
      const group = { displayName: "Sales", members: [{ value: user }] };
      const made = await network.server.scim(to, "POST", "/Groups", group);
      expect(made.status).toBe(201);
      await network.until(async () => (await attributes(to)).join() === "Eng,Sales");
      await network.server.scim(to, "DELETE", `/Groups/${(made.body as { id: string }).id}`);
      await network.until(async () => (await attributes(to)).join() === "Eng");
      await network.patchUser(to, user, { roles: [] });
      expect(await attributes(to)).toEqual([]);
    });
  });

  describe("what people set by hand stays", () => {
    test("a role attribute and a tag, whatever the identity provider changes", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name, { roles: [{ value: "Eng" }] });
      const { id, tags } = await network.only(to);
      await network.edit(id, { roleAttributes: ["Eng", "by hand"], tags: { ...tags, team: "blue" } });
      await network.patchUser(to, user, { roles: [{ value: "Sales" }], userName: `${name}.l` });
      expect(await attributes(to)).toEqual(["Sales", "by hand"]);
      expect(await network.only(to)).toMatchObject({ name: `${name}.l`, tags: { ...tags, team: "blue" } });
    });

    test("a name, as long as the identity provider does not change it", async () => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name);
      const { id } = await network.only(to);
      await network.edit(id, { name: `${name} by hand` });
      await network.patchUser(to, user, { roles: [{ value: "Sales" }] });
      expect(await network.only(to)).toMatchObject({ name: `${name} by hand`, roleAttributes: ["Sales"] });
    });
  });

  describe("a value that somebody else has is refused with 409, and the answer names who has it", () => {
    test.each(["name", "externalId"])("the %s of a new user, and there is no such user", async (field) => {
      const { to, name } = await network.connected();
      const holder = await network.byHand(`${name} by hand`, { [field]: name });
      const answer = await network.server.scim(to, "POST", "/Users", { userName: name });
      expect(answer).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
      expect(JSON.stringify(answer.body)).toMatch(whoHasIt(holder));
      const { body } = await network.server.scim(to, "GET", "/Users");
      expect(body).toMatchObject({ totalResults: 0 });
      expect(await network.identitiesOf(to)).toEqual([]);
    });

    test.each(["name", "externalId"])("the %s of a rename, and nothing changes", async (field) => {
      const { to, name } = await network.connected();
      const user = await network.addUser(to, name);
      const holder = await network.byHand(`${name} by hand`, { [field]: `${name}.l` });
      const answer = await network.patchUser(to, user, { userName: `${name}.l` });
      expect(answer).toMatchObject({ status: 409 });
      expect(JSON.stringify(answer.body)).toMatch(whoHasIt(holder));
      const { body } = await network.server.scim(to, "GET", `/Users/${user}`);
      expect(body).toMatchObject({ userName: name });
      expect(await network.only(to)).toMatchObject({ name, externalId: name });
    });
  });

  describe("an integration that adopts identities by name", () => {
    const adopting = async () => {
      const { to, name } = await network.connected();
      await network.server.api("PATCH", `/scim/v1/integrations/${to.id}`, { adoptIdentities: "name" });
      return { to, name };
    };

    test("makes one the user's, and what people set stays", async () => {
      const { to, name } = await adopting();
      const id = await network.byHand(name, { roleAttributes: ["by hand"], tags: { team: "blue" } });
      const user = await network.addUser(to, name, { roles: [{ value: "Eng" }] });
      expect(await attributes(to)).toEqual(["Eng", "by hand"]);
      const tags = { team: "blue", scimIntegrationId: to.id, scimUserId: user };
      expect(await network.only(to)).toMatchObject({ id, externalId: name, tags });
    });

    test("never takes an administrator, and never another integration's", async () => {
      const { to, name } = await adopting();
      await network.byHand(name, { isAdmin: true });
      expect(await network.server.scim(to, "POST", "/Users", { userName: name })).toMatchObject({
        status: 409,
      });
      const other = await network.connected();
      await network.addUser(other.to, other.name);
      const taken = await network.server.scim(to, "POST", "/Users", { userName: other.name });
      expect(taken).toMatchObject({ status: 409 });
      expect(await network.identitiesOf(to)).toEqual([]);
    });
  });

  describe("a changed mapping", () => {
    const put = (to: { id: string }, mapping: object) =>
      network.server.api("PUT", `/scim/v1/integrations/${to.id}/mapping`, {
        identityNameField: "DISPLAY_NAME",
        externalIdField: "USER_NAME",
        authPolicyId: "default",
        ...mapping,
      });

    test("renames the identities and gives them another auth policy", async () => {
      const { to, name } = await network.connected();
      await network.addUser(to, name, { displayName: `${name} shown` });
      const authPolicyId = await network.make("auth-policies", policyBody(`policy of ${name}`));
      expect(await put(to, { authPolicyId })).toMatchObject({ status: 200 });
      await network.until(async () => (await network.only(to)).authPolicyId === authPolicyId);
      expect(await network.only(to)).toMatchObject({ name: `${name} shown`, externalId: name });
    });

    test("is refused for a name that somebody else has, and for a policy that is not there", async () => {
      const { to, name } = await network.connected();
      await network.addUser(to, name, { displayName: `${name} shown` });
      await network.byHand(`${name} shown`);
      await network.look();
      const clash = await put(to, {});
      expect(clash.status).toBe(409);
      expect(JSON.stringify(clash.body)).toContain("an identity outside the integration has it");
      const unknown = await put(to, { authPolicyId: "nope" });
      expect(unknown.status).toBe(400);
      expect(JSON.stringify(unknown.body)).toContain("authPolicyId");
      expect(await network.only(to)).toMatchObject({ name, authPolicyId: "default" });
    });
  });

  describe("an integration that is deleted", () => {
    const goneWith = async (identities: string) => {
      const { to, name } = await network.connected();
      await network.addUser(to, name);
      const { id } = await network.only(to);
      const path = `/scim/v1/integrations/${to.id}?identities=${identities}`;
      expect(await network.server.api("DELETE", path)).toMatchObject({ status: 204 });
      return { id, name };
    };
    const isReleased = async (id: string) => !("scimUserId" in ((await network.identity(id))?.tags ?? {}));

    test("keeps its identities when so asked, as nobody's", async () => {
      const { id, name } = await goneWith("keep");
      await network.until(() => isReleased(id));
      expect(await network.identity(id)).toMatchObject({ name, disabled: false });
    });

    test("disables its identities when so asked", async () => {
      const { id, name } = await goneWith("disable");
      await network.until(async () => (await network.identity(id))?.disabled === true);
      await network.until(() => isReleased(id));
      expect(await network.identity(id)).toMatchObject({ name });
    });

    test("deletes its identities when so asked", async () => {
      const { id } = await goneWith("delete");
      await network.until(async () => (await network.identity(id)) === null);
    });
  });

  test("the auth policies of the network hold a made one until it is deleted", async () => {
    const id = await network.make("auth-policies", policyBody("listed"));
    const names = async () => JSON.stringify((await network.server.edge("GET", "/auth-policies")).body);
    expect(await names()).toContain('"listed"');
    expect(await network.server.edge("DELETE", `/auth-policies/${id}`)).toMatchObject({ status: 200 });
    expect(await names()).not.toContain('"listed"');
  });
});
