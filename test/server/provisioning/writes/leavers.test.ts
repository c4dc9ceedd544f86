import { type AuditEntry, auditList } from "../../../../src/contract/gateway/audit";
import { conflictDetail, Network } from "../../support/network";
import { type Connection, read } from "../../support/running-server";

// A leaver would keep access if a clash refused the push that disables it. So such a push always disables.
// That departs on purpose from the atomic PATCH of RFC 7644 section 3.5.2.

let network: Network;
beforeEach(async () => {
  network = await Network.start();
});
afterEach(() => network.stop());

const put = (to: Connection, id: string, body: object) =>
  network.server.scim(to, "PUT", `/Users/${id}`, body);
const disable = { op: "replace", path: "active", value: false };

async function refusedParts(to: Connection): Promise<AuditEntry[]> {
  const path = `/core/v3/networks/${network.server.running.networkId}/audit?integrationId=${to.id}`;
  const { _embedded } = read(auditList, await network.server.api("GET", path));
  return (_embedded?.auditEntryList ?? []).filter(({ outcome }) => outcome === "refused");
}

async function clashes(): Promise<string[]> {
  const { body } = await network.server.send("GET", "/metrics");
  return String(body)
    .split("\n")
    .filter((line) => line.startsWith("netfoundry_scim_disabled_with_clash_total{"));
}

const warnings = () =>
  network.server.log
    .map((line) => JSON.parse(line) as { rule?: number; msg?: string })
    .filter(({ rule, msg }) => rule === 9 && msg?.includes("is disabled, but keeps its former")).length;

describe("a push that carries active false and a taken value", () => {
  test("clash of the identity's name: the user changes whole, the identity keeps its old name", async () => {
    const to = await network.connect();
    await network.createIdentity("taken");
    const id = await network.addUser(to, "leaver", { title: "Countess" });
    const answer = await put(to, id, { userName: "taken", active: false, title: "Former" });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ userName: "taken", active: false, title: "Former" });
    expect(await network.identityOf(id)).toMatchObject({
      name: "leaver",
      disabled: true,
      disabledUntil: null,
    });
  });

  test("clash of the external ID: the identity ends with its old one", async () => {
    const to = await network.connect({ externalIdField: "PRIMARY_EMAIL" });
    await network.createIdentity("by hand", { externalId: "new@example.com" });
    const emails = (value: string) => [{ value, primary: true }];
    const id = await network.addUser(to, "leaver", { emails: emails("old@example.com") });
    const body = { userName: "renamed", active: false, emails: emails("new@example.com") };
    expect((await put(to, id, body)).body).toMatchObject({ active: false, emails: body.emails });
    expect(await network.identityOf(id)).toMatchObject({
      name: "renamed",
      externalId: "old@example.com",
      disabled: true,
    });
    expect(await clashes()).toEqual(['netfoundry_scim_disabled_with_clash_total{value="externalId"} 1']);
  });

  test.each([
    ["PUT", { userName: "TAKEN", active: false, title: "Former" }],
    ["PATCH without paths", { op: "replace", value: { active: false, userName: "TAKEN", title: "Former" } }],
  ])("clash of the userName in the integration, by %s: the old userName stays", async (how, body) => {
    const to = await network.connect({ identityNameField: "DISPLAY_NAME" });
    await network.addUser(to, "taken", { displayName: "one" });
    const id = await network.addUser(to, "leaver", { displayName: "two" });
    const answer = how === "PUT" ? await put(to, id, body) : await network.tryPatch(to, `/Users/${id}`, body);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ userName: "leaver", active: false, title: "Former" });
    expect(await network.identityOf(id)).toMatchObject({ disabled: true });
    expect((await network.server.scim(to, "GET", `/Users/${id}`)).body).toEqual(answer.body);
  });

  test("the order of the operations of a PATCH does not count", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    const rename = { op: "replace", path: "userName", value: "taken" };
    for (const operations of [
      [rename, disable],
      [disable, rename],
    ]) {
      const id = await network.addUser(to, network.fresh("leaver"));
      expect((await network.tryPatch(to, `/Users/${id}`, ...operations)).body).toMatchObject({
        active: false,
      });
      expect(await network.identityOf(id)).toMatchObject({ disabled: true });
    }
  });

  test("an item of a Bulk disables too", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    const id = await network.addUser(to, "leaver");
    const Operations = [{ method: "PUT", path: `/Users/${id}`, data: { userName: "taken", active: false } }];
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
    const { body } = await network.server.scim(to, "POST", "/Bulk", { schemas, Operations });
    expect(body).toMatchObject({ Operations: [{ status: "200" }] });
    expect(await network.identityOf(id)).toMatchObject({ disabled: true });
  });

  test("the clash is in the audit log, the metrics and the log", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    await network.createIdentity("by hand");
    const [one, two] = [await network.addUser(to, "one"), await network.addUser(to, "two")];
    await put(to, one, { userName: "taken", active: false });
    await put(to, two, { userName: "by hand", active: false });
    expect(await refusedParts(to)).toEqual([
      expect.objectContaining({
        action: "user.update",
        target: two,
        changed: ["userName"],
        outcome: "refused",
        status: 409,
      }),
      expect.objectContaining({ action: "user.update", target: one, changed: ["userName"], status: 409 }),
    ]);
    expect((await clashes()).sort()).toEqual([
      'netfoundry_scim_disabled_with_clash_total{value="identityName"} 1',
      'netfoundry_scim_disabled_with_clash_total{value="userName"} 1',
    ]);
    expect(warnings()).toBe(2);
  });

  test("the same push again answers 200 and changes nothing", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    const id = await network.addUser(to, "leaver");
    const first = await put(to, id, { userName: "taken", active: false });
    const again = await put(to, id, { userName: "taken", active: false });
    expect([again.status, again.body]).toEqual([200, first.body]);
  });

  test("several values for the external ID do not keep it from disabling", async () => {
    const to = await network.connect({ externalIdField: "PRIMARY_EMAIL" });
    const id = await network.addUser(to, "leaver", { emails: [{ value: "a@b.c" }] });
    const emails = [{ value: "d@e.f" }, { value: "g@h.i" }];
    expect((await put(to, id, { userName: "leaver", active: false, emails })).status).toBe(200);
    expect(await network.identityOf(id)).toMatchObject({ externalId: "a@b.c", disabled: true });
  });
});

describe("a push without active false", () => {
  test("is refused for a taken value, also for a user that is inactive", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    const id = await network.addUser(to, "inactive", { active: false });
    const rename = { op: "replace", path: "userName", value: "taken" };
    conflictDetail(await network.tryPatch(to, `/Users/${id}`, rename));
    conflictDetail(await put(to, id, { userName: "taken" }));
    conflictDetail(await put(to, id, { userName: "taken", active: true }));
  });

  test("a new user whose value is taken is refused, active or not", async () => {
    const to = await network.connect();
    await network.addUser(to, "taken");
    const body = { userName: "taken", active: false };
    conflictDetail(await network.server.scim(to, "POST", "/Users", body));
  });
});

describe("a disabled user's values", () => {
  test("go on blocking a newcomer, and the 409 names the way out", async () => {
    const to = await network.connect({ externalIdField: "CUSTOM", externalIdCustomPath: "externalId" });
    await network.addUser(to, "leaver", { externalId: "7", active: false });
    const newcomer = { userName: "newcomer", externalId: "7" };
    const detail = conflictDetail(await network.server.scim(to, "POST", "/Users", newcomer));
    expect(detail).toContain("it is disabled and keeps its external ID");
    expect(detail).toContain(
      "delete its user in the identity provider, or give that user another external ID",
    );
    expect(detail).not.toContain("leaver");
  });

  test("the 409 for an inactive user's userName names the way out", async () => {
    const to = await network.connect();
    await network.addUser(to, "leaver", { active: false });
    const detail = conflictDetail(await network.server.scim(to, "POST", "/Users", { userName: "Leaver" }));
    expect(detail).toContain("that user is inactive: reactivate it, or delete it");
  });
});
