import fc from "fast-check";
import type { Connection } from "../../support/running-server";
import { Gateway } from "../support/gateway";

let gateway: Gateway;
let to: Connection;
beforeEach(async () => {
  gateway = await Gateway.start();
  to = await gateway.server.connected("okta", { externalIdField: "USER_NAME" });
});
afterEach(() => gateway.stop());

const adopt = (adoptIdentities: string) =>
  gateway.server.api("PATCH", `/scim/v1/integrations/${to.id}`, { adoptIdentities });
const push = (userName: string) =>
  gateway.server.scim(to, "POST", "/Users", { userName, roles: [{ value: "Eng" }] });

let made = 0;

/** An identity that people made at the controller. */
function byHand(name: string, more: object = {}): string {
  const now = "2026-11-30T00:00:00.000Z";
  // A controller gives no id twice.
  const id = `hand-${made++}-${name}`;
  const values = { externalId: null, authPolicyId: "default", isAdmin: false, disabled: false };
  gateway.controller.identities.set(id, {
    ...values,
    isDefaultAdmin: false,
    permissions: [],
    typeId: "Default",
    roleAttributes: ["by hand"],
    tags: { team: "blue" },
    createdAt: now,
    updatedAt: now,
    ...more,
    id,
    name,
  });
  return id;
}

test("without the setting, the identity of somebody is refused and stays as it is", async () => {
  const id = byHand("ada");
  const before = gateway.controller.identities.get(id);
  expect(await push("ada")).toMatchObject({ status: 409 });
  expect(gateway.controller.identities.get(id)).toEqual(before);
});

test("by name: the identity becomes the user's, and what people set stays", async () => {
  const id = byHand("ada", { disabled: true });
  await adopt("name");
  expect(await push("ada")).toMatchObject({ status: 201 });
  expect(gateway.there()).toEqual([
    expect.objectContaining({
      id,
      externalId: "ada",
      disabled: false,
      roleAttributes: expect.arrayContaining(["by hand", "Eng"]),
      tags: expect.objectContaining({ team: "blue", scimIntegrationId: to.id }),
    }),
  ]);
});

test("by external ID, also when the first answer is lost", async () => {
  const id = byHand("Ada by hand", { externalId: "ada" });
  await adopt("externalId");
  gateway.controller.lostAnswers = 1;
  await gateway.whileTrying(push("ada"));
  await gateway.until(() => gateway.there().some(({ name }) => name === "ada"));
  expect(gateway.there()).toMatchObject([{ id, name: "ada", externalId: "ada" }]);
});

test.each([
  ["it is an administrator", { isAdmin: true }],
  ["it is the default administrator", { isDefaultAdmin: true }],
  ["it is a system identity", { isSystem: true }],
  ["it has permissions", { permissions: ["identity"] }],
  ["its type is not Default", { typeId: "Router" }],
  ["it has the tags of a SCIM integration", { tags: { scimIntegrationId: "another" } }],
])("never adopted, because %s: 409 says who and why", async (why, more) => {
  const id = byHand("ada", more);
  const before = gateway.controller.identities.get(id);
  await adopt("name");
  const answer = await push("ada");
  expect(answer.status).toBe(409);
  expect(JSON.stringify(answer.body)).toContain(`(${id}) has it, and is not adopted: ${why}`);
  expect(gateway.controller.identities.get(id)).toEqual(before);
});

/** What no integration may adopt, by the name of the identity. */
const NEVER = {
  admin: { isAdmin: true },
  system: { isSystem: true },
  permitted: { permissions: ["identity"] },
  router: { typeId: "Router" },
  another: { tags: { scimIntegrationId: "another", scimUserId: "someone" } },
} as const;
const PLAIN = ["ada", "bob", "cy"];

test("random pushes leave every identity that our tags do not claim as it was, byte for byte", async () => {
  const write = fc.record({
    method: fc.constantFrom("POST", "PUT", "DELETE"),
    userName: fc.constantFrom(...PLAIN, ...Object.keys(NEVER), "ada-hand", "router-hand", "eve"),
    active: fc.boolean(),
    isAnswerLost: fc.boolean(),
  });
  const settings = fc.constantFrom("never", "name", "externalId");
  const users: string[] = [];
  const send = async ({
    method,
    userName,
    active,
  }: {
    method: string;
    userName: string;
    active: boolean;
  }) => {
    const last = users.at(-1);
    if (method === "POST" || last === undefined) {
      const { status, body } = await gateway.server.scim(to, "POST", "/Users", { userName, active });
      if (status === 201) users.push((body as { id: string }).id);
      return;
    }
    await gateway.server.scim(
      to,
      method,
      `/Users/${last}`,
      method === "PUT" ? { userName, active } : undefined,
    );
    if (method === "DELETE") users.pop();
  };
  await fc.assert(
    fc.asyncProperty(settings, fc.array(write, { minLength: 1, maxLength: 8 }), async (setting, writes) => {
      const { identities } = gateway.controller;
      for (const id of identities.keys()) if (id.startsWith("hand-")) identities.delete(id);
      const plain = PLAIN.map((name) => byHand(name, { externalId: `${name}-hand` }));
      for (const [name, more] of Object.entries(NEVER)) byHand(name, { ...more, externalId: `${name}-hand` });
      const before = new Map([...identities].map(([id, entity]) => [id, JSON.stringify(entity)]));
      const adopted = new Set<string>();
      await adopt(setting);
      for (const { isAnswerLost, ...one } of writes) {
        gateway.controller.lostAnswers = isAnswerLost ? 1 : 0;
        await gateway.whileTrying(send(one));
        for (const { id, tags } of gateway.there()) {
          if ((tags as Record<string, unknown>).scimIntegrationId === to.id) adopted.add(id);
        }
        for (const [id, text] of before) {
          if (!adopted.has(id)) expect([id, JSON.stringify(identities.get(id))]).toEqual([id, text]);
        }
      }
      gateway.controller.lostAnswers = 0;
      const foreign = [...adopted].filter((id) => before.has(id));
      expect(plain).toEqual(expect.arrayContaining(foreign));
      if (setting === "never") expect(foreign).toEqual([]);
      for (const user of users.splice(0)) {
        await gateway.whileTrying(gateway.server.scim(to, "DELETE", `/Users/${user}`));
      }
      await gateway.until(() => gateway.there().every(({ name }) => name === "another"));
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 60_000);
