import * as z from "zod/mini";
import { auditList } from "../../../../src/contract/gateway/audit";
import { integrationUser } from "../../../../src/contract/gateway/integration-user";
import { type Connection, read } from "../../support/running-server";
import { Gateway } from "../support/gateway";

const userList = z.object({ _embedded: z.object({ scimUserList: z.array(integrationUser) }) });

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta", { externalIdField: "USER_NAME" });
});
afterEach(() => gateway.stop());

const put = (id: string, body: object) => gateway.server.scim(to, "PUT", `/Users/${id}`, body);
const patch = (id: string, value: object) =>
  gateway.server.scim(to, "PATCH", `/Users/${id}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", value }],
  });
const state = async () => {
  const answer = await gateway.server.api("GET", `/scim/v1/integrations/${to.id}/users`);
  return read(userList, answer)._embedded.scimUserList[0]?.delivery?.state;
};
const audit = async (action: string) => {
  const { networkId } = gateway.server.running;
  const answer = await gateway.server.api(
    "GET",
    `/core/v3/networks/${networkId}/audit?actionContains=${action}`,
  );
  return read(auditList, answer)._embedded?.auditEntryList ?? [];
};

/** Ada, whose rename to a name of the controller was answered, and is refused since then. */
async function refusedLate(): Promise<string> {
  const id = await gateway.addUser(to, "ada");
  gateway.addByHand("taken", { externalId: "x" });
  await gateway.server.close();
  await gateway.server.open(gateway.options(0));
  expect(await patch(id, { userName: "taken" })).toMatchObject({ status: 200 });
  await gateway.until(() => gateway.server.log.some((line) => line.includes("refuses")));
  await gateway.server.close();
  await gateway.server.open(gateway.options());
  return id;
}

describe("a refusal after the answer", () => {
  test("is in the audit log once: what clashes and who has it, by ids", async () => {
    const id = await refusedLate();
    const refused = {
      kind: "scim",
      actor: "controller",
      integrationId: to.id,
      target: id,
      changed: ["name", "heldBy by-hand"],
      outcome: "refused",
      status: 409,
    };
    expect(await audit("delivery.refuse")).toEqual([expect.objectContaining(refused)]);
    const patches = () =>
      gateway.controller.calls.filter((call) => call.startsWith("PATCH identities")).length;
    const before = patches();
    // A sweep tries it again, and it is refused again.
    const { networkId } = gateway.server.running;
    await gateway.server.api("POST", `/core/v3/networks/${networkId}/network-checks`, {});
    await gateway.until(() => patches() > before);
    while ((await state()) !== "refused") await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await audit("delivery.refuse")).toHaveLength(1);
  });

  test.each([
    ["PUT", (id: string) => put(id, { userName: "taken" })],
    ["PATCH", (id: string) => patch(id, { userName: "taken" })],
  ])(
    "the same push again by %s tries it again: refused with the reason, and delivered when it is free",
    async (_, again) => {
      const id = await refusedLate();
      const answer = await again(id);
      expect(answer).toMatchObject({ status: 409, body: { scimType: "uniqueness" } });
      expect(JSON.stringify(answer.body)).toContain("is stored, and is tried again with the next push");
      expect(await state()).toBe("refused");
      gateway.controller.identities.delete("by-hand");
      expect(await again(id)).toMatchObject({ status: 200 });
      expect(await state()).toBe("delivered");
      expect(gateway.there()).toMatchObject([{ name: "taken", externalId: "taken" }]);
    },
  );

  test.each([
    ["PUT", (id: string) => put(id, { userName: "taken", active: false })],
    ["PATCH", (id: string) => patch(id, { active: false })],
  ])("somebody who leaves is disabled there all the same, and %s is answered so", async (_, leave) => {
    const id = await refusedLate();
    expect(await leave(id)).toMatchObject({ status: 200, body: { active: false } });
    expect(gateway.there()).toMatchObject([{ name: "ada", disabled: true }]);
    expect(await audit("session.end")).toMatchObject([{ target: id, changed: ["disabled"] }]);
  });
});

test("a refusal that the push itself is answered with has one entry, that of the push", async () => {
  const id = await gateway.addUser(to, "ada");
  gateway.addByHand("taken", { externalId: "x" });
  expect(await patch(id, { userName: "taken" })).toMatchObject({ status: 409 });
  expect(await audit("delivery.refuse")).toEqual([]);
});

test("a leaver by PATCH with a taken name is disabled, and the rest is refused", async () => {
  const id = await gateway.addUser(to, "ada");
  gateway.addByHand("taken", { externalId: "x" });
  expect(await patch(id, { userName: "taken", active: false })).toMatchObject({ status: 409 });
  expect(gateway.there()).toMatchObject([{ name: "ada", disabled: true }]);
});

describe("the audit log says what became of open sessions", () => {
  test("they end when somebody is disabled or deleted, and stay when the external ID changes", async () => {
    const id = await gateway.addUser(to, "ada");
    await patch(id, { userName: "ada.l" });
    expect(await audit("session.")).toMatchObject([{ action: "session.keep", changed: ["externalId"] }]);
    await patch(id, { active: false });
    expect(await audit("session.end")).toMatchObject([
      { target: id, changed: ["disabled"], outcome: "done" },
    ]);
    await gateway.server.scim(to, "DELETE", `/Users/${id}`);
    await gateway.until(() => gateway.there().length === 0);
    while ((await audit("session.end")).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    const [last] = await audit("session.end");
    expect(last).toMatchObject({ target: id, changed: ["deleted"], actor: "controller" });
  });

  test("a new user and another name end nothing", async () => {
    const id = await gateway.addUser(to, "ada", { displayName: "Ada" });
    await patch(id, { displayName: "Ada L" });
    expect(await audit("session.")).toEqual([]);
  });
});

test("an external ID that another user of the integration is giving up is waited for", async () => {
  const path = `/scim/v1/integrations/${to.id}/mapping`;
  const mapping = { externalIdField: "CUSTOM", externalIdCustomPath: "nickName", authPolicyId: "default" };
  expect(await gateway.server.api("PUT", path, mapping)).toMatchObject({ status: 200 });
  const ada = await gateway.addUser(to, "ada", { nickName: "one" });
  gateway.controller.busyAnswers = 3;
  const changed = patch(ada, { nickName: "two" });
  const added = gateway.server.scim(to, "POST", "/Users", { userName: "bob", nickName: "one" });
  await gateway.until(() => gateway.there().length === 2);
  expect([await changed, await added].map(({ status }) => status).sort()).toEqual([200, 201]);
});
