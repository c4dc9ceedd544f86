import { auditList } from "../../../../src/contract/gateway/audit";
import { integration } from "../../../../src/contract/gateway/integration";
import { conflictDetail, Network, policyBody } from "../../support/network";
import { type Connection, read } from "../../support/running-server";

const INTEGRATIONS = "/scim/v1/integrations";

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

const byExternalId = { externalIdField: "CUSTOM", externalIdCustomPath: "externalId" };
const post = (to: Connection, userName: string, more: object = {}) =>
  network.server.scim(to, "POST", "/Users", { userName, ...more });

/** An integration that adopts. */
async function adopting(adoptIdentities: string, mapping: object = byExternalId): Promise<Connection> {
  const to = await network.connect(mapping);
  const answer = await network.server.api("PATCH", `${INTEGRATIONS}/${to.id}`, { adoptIdentities });
  expect(read(integration, answer).adoptIdentities).toBe(adoptIdentities);
  return to;
}

test("an integration that was destroyed with keep and made again finds its people", async () => {
  const former = await network.connect(byExternalId);
  const first = await network.addUser(former, "ada", { externalId: "1", roles: [{ value: "dev" }] });
  await network.addGroup(former, "Sales", [first]);
  const before = await network.identityOf(first);
  await network.server.api("DELETE", `${INTEGRATIONS}/${former.id}?identities=keep`);
  const to = await adopting("externalId");
  const id = await network.addUser(to, "ada.l", { externalId: "1" });
  expect(await network.identityOf(id)).toMatchObject({
    id: before?.id,
    name: "ada.l",
    externalId: "1",
    disabled: false,
    roleAttributes: expect.arrayContaining(["Sales", "dev"]),
    tags: { scimIntegrationId: to.id, scimUserId: id },
  });
  expect(await network.identitiesByName()).toHaveLength(1);
});

test("an integration that was destroyed with disable enables its people again as they are pushed", async () => {
  const former = await network.connect(byExternalId);
  await network.addUser(former, "ada", { externalId: "1" });
  await network.addUser(former, "bea", { externalId: "2" });
  await network.server.api("DELETE", `${INTEGRATIONS}/${former.id}?identities=disable`);
  const to = await adopting("name");
  await network.addUser(to, "ada", { externalId: "1" });
  await network.addUser(to, "bea", { externalId: "2", active: false });
  expect((await network.identitiesByName()).map(({ name, disabled }) => [name, disabled])).toEqual([
    ["ada", false],
    ["bea", true],
  ]);
});

test("the adopted identity gets the mapping's auth policy and keeps the tags of people", async () => {
  const policy = await network.create("auth-policies", policyBody("strict"));
  const byHand = await network.createIdentity("ada", { tags: { desk: "7" }, roleAttributes: ["vpn"] });
  const to = await adopting("name", { authPolicyId: policy, externalIdField: "USER_NAME" });
  const id = await network.addUser(to, "ada");
  expect(await network.identityOf(id)).toMatchObject({
    id: byHand,
    authPolicyId: policy,
    externalId: "ada",
    roleAttributes: ["vpn"],
    tags: { desk: "7", scimIntegrationId: to.id, scimUserId: id },
  });
});

test("from then on the identity follows its user, to the end", async () => {
  const byHand = await network.createIdentity("ada");
  const to = await adopting("name");
  const id = await network.addUser(to, "ada");
  await network.patch(to, `/Users/${id}`, { op: "replace", path: "userName", value: "ada.l" });
  expect(await network.identity(byHand)).toMatchObject({ name: "ada.l" });
  await network.server.scim(to, "DELETE", `/Users/${id}`);
  expect(await network.identitiesByName()).toEqual([]);
});

test("the audit log tells which identity was adopted", async () => {
  const byHand = await network.createIdentity("ada");
  const to = await adopting("name");
  await network.addUser(to, "ada");
  const path = `/core/v3/networks/${network.server.running.networkId}/audit?integrationId=${to.id}`;
  const { _embedded } = read(auditList, await network.server.api("GET", path));
  const adopted = _embedded?.auditEntryList.find(({ action }) => action === "identity.adopt");
  expect(adopted).toMatchObject({ kind: "scim", target: byHand, changed: ["tags"], outcome: "done" });
});

describe("by default nothing is adopted, and the 409 says how", () => {
  test("for a taken name", async () => {
    await network.createIdentity("ada");
    const to = await network.connect();
    expect(conflictDetail(await post(to, "ada"))).toContain(
      'set adoptIdentities of this integration to "name"',
    );
  });

  test("for a taken external ID", async () => {
    await network.createIdentity("by hand", { externalId: "1" });
    const to = await network.connect(byExternalId);
    expect(conflictDetail(await post(to, "ada", { externalId: "1" }))).toContain(
      'set adoptIdentities of this integration to "externalId"',
    );
  });
});

test("only the value that the setting names is looked for", async () => {
  await network.createIdentity("ada");
  const to = await adopting("externalId");
  expect(conflictDetail(await post(to, "ada", { externalId: "1" }))).toContain('to "name"');
});

describe.each(["name", "externalId"])("never adopted by %s", (setting) => {
  const wanted = { externalId: "1" };

  // A pushed user with the name of an administrator would sign in as the administrator.
  test.each([
    ["it is an administrator", { isAdmin: true }],
    ["it has permissions", { permissions: ["services.read"] }],
    ["it has the tags of a SCIM integration", { tags: { scimIntegrationId: "another" } }],
  ])("an identity, because %s", async (why, more) => {
    const byHand = await network.createIdentity("ada", { externalId: "1", ...more });
    const before = await network.identity(byHand);
    const to = await adopting(setting);
    const detail = conflictDetail(await post(to, "ada", wanted));
    expect(detail).toContain(`no integration can adopt it, because ${why}`);
    expect(await network.identity(byHand)).toEqual(before);
  });

  test("the identity of another integration", async () => {
    const other = await network.connect(byExternalId);
    const owner = await network.addUser(other, "ada", wanted);
    const before = await network.identityOf(owner);
    const to = await adopting(setting);
    expect(conflictDetail(await post(to, "ada", wanted))).toContain("another integration");
    expect(await network.identityOf(owner)).toEqual(before);
  });
});

test("a rename of a user that has an identity adopts nothing", async () => {
  await network.createIdentity("by hand");
  const to = await adopting("name");
  const id = await network.addUser(to, "ada");
  const rename = { op: "replace", path: "userName", value: "by hand" };
  conflictDetail(await network.tryPatch(to, `/Users/${id}`, rename));
});

test("of many concurrent pushes of one person, one adopts", async () => {
  const byHand = await network.createIdentity("by hand", { externalId: "1" });
  const sides = [await adopting("externalId"), await adopting("externalId")];
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) => post(sides[at % 2] as Connection, `ada${at}`, { externalId: "1" })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  expect((await network.identitiesByName()).map(({ id }) => id)).toEqual([byHand]);
});

test("the setting is shown, and a choice that does not exist is refused", async () => {
  const { networkId } = network.server.running;
  const made = await network.server.api("POST", INTEGRATIONS, {
    networkId,
    name: "x",
    adoptIdentities: "name",
  });
  expect(read(integration, made).adoptIdentities).toBe("name");
  const path = `${INTEGRATIONS}/${read(integration, made).id}`;
  expect((await network.server.api("PATCH", path, { adoptIdentities: "always" })).status).toBe(400);
  expect(read(integration, await network.server.api("GET", path)).adoptIdentities).toBe("name");
  const other = await network.server.api("POST", INTEGRATIONS, { networkId, name: "y" });
  expect(read(integration, other).adoptIdentities).toBe("never");
});
