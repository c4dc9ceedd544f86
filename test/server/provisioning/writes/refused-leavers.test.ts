import { type AuditEntry, auditList } from "../../../../src/contract/gateway/audit";
import { Network } from "../../support/network";
import { type Answer, type Connection, read } from "../../support/running-server";

// A leaver would keep access if something invalid in the push refused it whole. So such a push disables too.

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

const put = (to: Connection, id: string, body: object) =>
  network.server.scim(to, "PUT", `/Users/${id}`, body);
const disable = { op: "replace", path: "active", value: false };

async function refusedParts(to: Connection): Promise<AuditEntry[]> {
  const path = `/core/v3/networks/${network.server.running.networkId}/audit?integrationId=${to.id}`;
  const { _embedded } = read(auditList, await network.server.api("GET", path));
  return (_embedded?.auditEntryList ?? []).filter(({ outcome }) => outcome === "refused");
}

async function counted(): Promise<number> {
  const { body } = await network.server.send("GET", "/metrics");
  return Number(
    /^netfoundry_scim_disabled_with_clash_total\{value="invalid"\} (\d+)/m.exec(String(body))?.[1] ?? 0,
  );
}

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const invalidBodies: [string, object][] = [
  ["an invisible character", { displayName: "Ann\u200b" }],
  ["a NUL character", { displayName: "Ann\0" }],
  ["half a surrogate pair in a key", { "urn:example:own": { "\ud800": "x" } }],
  ["a text that is too long", { title: "t".repeat(70_000) }],
  ["a list where one value belongs", { displayName: ["Ann", "Bob"] }],
  ["a list that is too long", { emails: Array.from({ length: 1001 }, (_, n) => ({ value: `${n}@x.y` })) }],
  ["a text in place of an extension", { [ENTERPRISE]: "x" }],
];

describe("a push that carries active false and something invalid disables, and the rest stays as it was:", () => {
  async function expectDisabled({ to, id, name }: Leaver, answer: Answer) {
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { id, userName: name, title: "Countess", active: false },
    ]);
    expect(answer.body).not.toHaveProperty("displayName");
    expect(await network.identityOf(id)).toMatchObject({ name, disabled: true });
    expect((await network.server.scim(to, "GET", `/Users/${id}`)).body).toEqual(answer.body);
  }

  type Leaver = Awaited<ReturnType<typeof addLeaver>>;
  async function addLeaver() {
    const [to, name] = [await network.connect(), network.fresh("leaver")];
    return { to, name, id: await network.addUser(to, name, { title: "Countess" }) };
  }

  test.each([
    ...invalidBodies,
    ["a blank userName", { userName: " " }],
    ["other schemas", { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"] }],
  ] satisfies [string, object][])("PUT with %s", async (_what, body) => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    await expectDisabled(leaver, await put(to, id, { userName: leaver.name, active: "False", ...body }));
  });

  test("PUT without the userName, which is refused all the same", async () => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    expect((await put(to, id, { usrName: leaver.name, active: false, displayName: "Ann" })).status).toBe(400);
    await expectDisabled(leaver, await network.server.scim(to, "GET", `/Users/${id}`));
  });

  test.each(invalidBodies)("PATCH without a path, with %s", async (_what, body) => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    const replace = { op: "replace", value: { ...body, active: false } };
    await expectDisabled(leaver, await network.tryPatch(to, `/Users/${id}`, replace));
  });

  test.each([
    ["an unknown path", { op: "replace", path: "tilte", value: "x" }],
    ["a path that cannot be read", { op: "remove", path: "emails[" }],
    ["a read-only path", { op: "replace", path: "id", value: "x" }],
    ["an unknown verb", { op: "move", path: "title", value: "x" }],
    ["no value", { op: "replace", path: "title" }],
    ["nothing to remove", { op: "remove" }],
    ["an invisible character", { op: "add", path: "displayName", value: "\u202eAnn" }],
    ["a value of another type", { op: "add", path: "displayName", value: 7 }],
  ] satisfies [string, object][])("PATCH beside an operation with %s", async (_what, operation) => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    for (const operations of [
      [operation, disable],
      [disable, operation],
    ]) {
      await expectDisabled(leaver, await network.tryPatch(to, `/Users/${id}`, ...operations));
    }
  });

  test("an operation of a Bulk", async () => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    const data = { userName: leaver.name, active: false, displayName: "Ann\0" };
    const { status, body } = await network.server.scim(to, "POST", "/Bulk", {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
      Operations: [{ method: "PUT", path: `/Users/${id}`, data }],
    });
    expect([status, body]).toMatchObject([200, { Operations: [{ status: "200" }] }]);
    await expectDisabled(leaver, await network.server.scim(to, "GET", `/Users/${id}`));
  });

  test("the refusal is in the audit log by the names of its attributes, in the metrics and the log", async () => {
    const leaver = await addLeaver();
    const { to, id } = leaver;
    const replace = { op: "replace", value: { active: false, displayName: "A\u200b", [ENTERPRISE]: {} } };
    const before = await counted();
    await network.tryPatch(to, `/Users/${id}`, replace);
    expect(await refusedParts(to)).toMatchObject([
      { action: "user.update", target: id, changed: ["displayName"], outcome: "refused", status: 400 },
    ]);
    expect(await counted()).toBe(before + 1);
    const lines = network.server.log.map((line) => JSON.parse(line) as { rule?: number; msg?: string });
    expect(lines.findLast(({ rule }) => rule === 17)?.msg).toBe(
      `user ${id} is disabled, but the rest of its push is refused: invalidValue`,
    );
  });
});

describe("a push that carries active false is refused whole", () => {
  test("when its If-Match names another version", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "conditional");
    const headers = { "if-match": 'W/"7"' };
    const body = { userName: "conditional", active: false };
    expect((await network.server.scim(to, "PUT", `/Users/${id}`, body, headers)).status).toBe(412);
    expect(await network.identityOf(id)).toMatchObject({ disabled: false });
  });

  test("for a user that is not there", async () => {
    const to = await network.connect();
    expect((await put(to, "nobody", { active: false })).status).toBe(404);
  });
});

describe("a push without active false", () => {
  test("is refused for something invalid, also for a user that is inactive", async () => {
    const to = await network.connect();
    const id = await network.addUser(to, "inactive", { active: false });
    for (const active of [undefined, true, "maybe"]) {
      expect((await put(to, id, { userName: "inactive", active, title: "x\u200b" })).status).toBe(400);
    }
    const enable = { op: "replace", path: "active", value: true };
    const unknown = { op: "replace", path: "actve", value: false };
    expect((await network.tryPatch(to, `/Users/${id}`, disable, enable, unknown)).status).toBe(400);
  });
});
