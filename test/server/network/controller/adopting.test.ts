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

/** An identity that people made at the controller. */
function byHand(name: string, more: object = {}): string {
  const now = "2026-11-30T00:00:00.000Z";
  const id = `hand-${name}`;
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
  ["an administrator", { isAdmin: true }],
  ["the default administrator", { isDefaultAdmin: true }],
  ["a system identity", { isSystem: true }],
  ["one with permissions", { permissions: ["identity"] }],
  ["a router", { typeId: "Router" }],
  ["one of another integration", { tags: { scimIntegrationId: "another", scimUserId: "someone" } }],
])("%s is never adopted: 409 says why", async (_what, more) => {
  const id = byHand("ada", more);
  const before = gateway.controller.identities.get(id);
  await adopt("name");
  const answer = await push("ada");
  expect(answer.status).toBe(409);
  expect(JSON.stringify(answer.body)).toContain("is not adopted");
  expect(gateway.controller.identities.get(id)).toEqual(before);
});

test("no push touches an identity that our tags do not claim", async () => {
  const names = ["ada", "bob", "cy", "dee"];
  for (const name of names.slice(0, 3)) byHand(name, { externalId: `${name}-hand` });
  const foreign = () =>
    [...gateway.controller.identities.values()].filter(({ id }) => id.startsWith("hand-"));
  const before = structuredClone(foreign());
  const write = fc.record({
    userName: fc.constantFrom(...names, "ada-hand", "eve"),
    active: fc.boolean(),
    method: fc.constantFrom("POST", "PUT", "DELETE"),
  });
  const made: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 6 }), async (writes) => {
      for (const { method, ...body } of writes) {
        const id = made.at(-1);
        if (method === "POST" || id === undefined) {
          const { status, body: user } = await gateway.server.scim(to, "POST", "/Users", body);
          if (status === 201) made.push((user as { id: string }).id);
        } else {
          await gateway.server.scim(to, method, `/Users/${id}`, method === "PUT" ? body : undefined);
          if (method === "DELETE") made.pop();
        }
      }
      expect(foreign()).toEqual(before);
    }),
    { numRuns: 5 },
  );
});
