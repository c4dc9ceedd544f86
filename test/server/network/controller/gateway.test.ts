import type { Connection } from "../../support/running-server";
import { Gateway } from "../support/gateway";

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta", { externalIdField: "USER_NAME" });
});
afterEach(() => gateway.stop());

const names = () => gateway.there().map(({ name }) => name);
const rename = (id: string, userName: string) =>
  gateway.server.scim(to, "PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", value: { userName } }],
  });

describe("what a push says is at the controller when it is answered", () => {
  test("a new user, with tags that say whose it is", async () => {
    const id = await gateway.addUser(to, "ada", { roles: [{ value: "Engineering" }] });
    expect(gateway.there()).toEqual([
      expect.objectContaining({
        name: "ada",
        externalId: "ada",
        authPolicyId: "default",
        roleAttributes: ["Engineering"],
        isAdmin: false,
        disabled: false,
        tags: { scimIntegrationId: to.id, scimUserId: id },
      }),
    ]);
  });

  test("a rename, a leaver, a person who comes back, and a deleted user", async () => {
    const id = await gateway.addUser(to, "ada");
    expect(await rename(id, "ada.l")).toMatchObject({ status: 200 });
    expect(gateway.there()).toMatchObject([{ name: "ada.l", externalId: "ada.l" }]);
    await gateway.server.scim(to, "PUT", `/Users/${id}`, { userName: "ada.l", active: false });
    expect(gateway.there()).toMatchObject([{ disabled: true }]);
    await gateway.server.scim(to, "PUT", `/Users/${id}`, { userName: "ada.l", active: true });
    expect(gateway.there()).toMatchObject([{ disabled: false }]);
    expect(await gateway.server.scim(to, "DELETE", `/Users/${id}`)).toMatchObject({ status: 204 });
    await gateway.until(() => gateway.there().length === 0);
  });

  test("the members of a group get its attribute, and lose it, soon after the answer", async () => {
    const ids = [await gateway.addUser(to, "ada"), await gateway.addUser(to, "bob")];
    const members = ids.map((value) => ({ value }));
    const made = await gateway.server.scim(to, "POST", "/Groups", { displayName: "Sales", members });
    const all = (count: number) => () =>
      gateway.there().every(({ roleAttributes }) => (roleAttributes as string[] | null)?.length === count);
    await gateway.until(all(1));
    const { id } = made.body as { id: string };
    expect(await gateway.server.scim(to, "DELETE", `/Groups/${id}`)).toMatchObject({ status: 204 });
    await gateway.until(all(0));
  });
});

describe("what people set there stays", () => {
  test("a role attribute, a tag and a name that the identity provider does not change", async () => {
    const id = await gateway.addUser(to, "ada", { roles: [{ value: "Engineering" }] });
    const [{ id: thereId } = { id: "" }] = gateway.there();
    const entity = gateway.controller.identities.get(thereId);
    gateway.controller.identities.set(thereId, {
      ...entity,
      id: thereId,
      name: "Ada by hand",
      roleAttributes: ["Engineering", "by hand"],
      tags: { ...(entity?.tags as object), team: "blue" },
    });
    const put = { userName: "ada", roles: [{ value: "Sales" }] };
    expect(await gateway.server.scim(to, "PUT", `/Users/${id}`, put)).toMatchObject({ status: 200 });
    expect(gateway.there()).toEqual([
      expect.objectContaining({
        name: "Ada by hand",
        roleAttributes: expect.arrayContaining(["by hand", "Sales"]),
        tags: { scimIntegrationId: to.id, scimUserId: id, team: "blue" },
      }),
    ]);
    expect(gateway.there()[0]?.roleAttributes).toHaveLength(2);
  });
});

describe("what the controller refuses is refused to the identity provider, and undone", () => {
  beforeEach(() => {
    gateway.addByHand("taken", { externalId: "taken" });
  });

  test("a new user whose name an identity there has: 409 says who, and there is no such user", async () => {
    const answer = await gateway.server.scim(to, "POST", "/Users", { userName: "taken" });
    expect(answer).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
    expect(JSON.stringify(answer.body)).toContain("by-hand");
    const users = await gateway.server.scim(to, "GET", "/Users");
    expect(users.body).toMatchObject({ totalResults: 0 });
    expect(gateway.there()).toEqual([]);
  });

  test("a rename to such a name: the user keeps the former one, and the next rename is done", async () => {
    const id = await gateway.addUser(to, "ada");
    expect(await rename(id, "taken")).toMatchObject({ status: 409 });
    const user = await gateway.server.scim(to, "GET", `/Users/${id}`);
    expect(user.body).toMatchObject({ userName: "ada" });
    expect(gateway.there()).toMatchObject([{ name: "ada" }]);
    expect(await rename(id, "ada.l")).toMatchObject({ status: 200 });
    expect(gateway.there()).toMatchObject([{ name: "ada.l", externalId: "ada.l" }]);
  });

  test("a leaver with such a name is disabled all the same", async () => {
    const id = await gateway.addUser(to, "ada");
    const put = { userName: "taken", active: false };
    const answer = await gateway.server.scim(to, "PUT", `/Users/${id}`, put);
    expect(answer).toMatchObject({ status: 409 });
    expect(JSON.stringify(answer.body)).toContain("is disabled");
    expect(gateway.there()).toMatchObject([{ name: "ada", disabled: true }]);
    const user = await gateway.server.scim(to, "GET", `/Users/${id}`);
    expect(user.body).toMatchObject({ userName: "ada", active: false });
  });

  test("a mapping with an auth policy that is not there: 400 names the field", async () => {
    const path = `/scim/v1/integrations/${to.id}/mapping`;
    const mapping = { identityNameField: "USER_NAME", externalIdField: "NONE", authPolicyId: "nope" };
    const answer = await gateway.server.api("PUT", path, mapping);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain("authPolicyId");
  });
});

describe("an answer that is lost", () => {
  test("after a create that was done, and then a rename: one identity, with the last name", async () => {
    const creates = () => gateway.controller.calls.filter((call) => call === "POST identities").length;
    await gateway.addUser(to, "warm-up");
    gateway.controller.lostAnswers = 1;
    const made = gateway.addUser(to, "ada");
    while (creates() < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    const id = await gateway.whileTrying(made);
    expect(await rename(id, "ada.l")).toMatchObject({ status: 200 });
    await gateway.until(() => gateway.there().some(({ name }) => name === "ada.l"));
    expect(gateway.there().map(({ name }) => name)).toEqual(["ada.l", "warm-up"]);
    expect(creates()).toBe(2);
  });
});

test("a controller that is down: pushes are answered, and are there when it is back", async () => {
  const id = await gateway.addUser(to, "ada");
  await gateway.server.close();
  await gateway.server.open(gateway.options(200));
  await gateway.controller.stop();
  expect(await rename(id, "ada.l")).toMatchObject({ status: 200 });
  await gateway.addUser(to, "bob");
  await gateway.controller.comeUp();
  await gateway.until(() => names().join() === "ada.l,bob");
});

test("a name that another user of the integration is giving up is waited for", async () => {
  const ada = await gateway.addUser(to, "ada");
  gateway.controller.busyAnswers = 3;
  const renamed = rename(ada, "ada.l");
  const userName = async () => (await gateway.server.scim(to, "GET", `/Users/${ada}`)).body;
  while (!JSON.stringify(await userName()).includes('"ada.l"')) await new Promise(setImmediate);
  const added = gateway.server.scim(to, "POST", "/Users", { userName: "ada" });
  await gateway.until(() => gateway.there().length === 2);
  expect([await renamed, await added].map(({ status }) => status).sort()).toEqual([200, 201]);
});

test("people who pass their names and external IDs on in a circle all get the new ones", async () => {
  const userNames = ["ada", "bob", "cy"];
  const ids: string[] = [];
  for (const [at, userName] of userNames.entries()) {
    ids.push(await gateway.addUser(to, userName, { displayName: userNames[(at + 1) % 3] }));
  }
  const before = new Map(
    gateway.there().map(({ id, tags }) => [(tags as { scimUserId: string }).scimUserId, id]),
  );
  const path = `/scim/v1/integrations/${to.id}/mapping`;
  const mapping = {
    identityNameField: "DISPLAY_NAME",
    externalIdField: "CUSTOM",
    externalIdCustomPath: "displayName",
  };
  const put = await gateway.server.api("PUT", path, { ...mapping, authPolicyId: "default" });
  expect(put.status).toBe(200);
  await gateway.until(() =>
    ids.every((id, at) => {
      const wanted = userNames[(at + 1) % 3];
      return gateway
        .there()
        .some((one) => one.id === before.get(id) && one.name === wanted && one.externalId === wanted);
    }),
  );
  expect(gateway.there()).toHaveLength(3);
});
