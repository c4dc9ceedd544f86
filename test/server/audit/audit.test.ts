import { type AuditEntry, auditList } from "../../../src/contract/gateway/audit";
import { mintedToken } from "../../../src/contract/gateway/token";
import { directly } from "../support/directly";
import { Network, policyBody } from "../support/network";
import { CLIENT_ID, read, TestServer } from "../support/running-server";

const INTEGRATIONS = "/scim/v1/integrations";

let network: Network;
beforeAll(async () => {
  network = await Network.start();
});
afterAll(() => network.stop());

const auditPath = () => `/core/v3/networks/${network.server.running.networkId}/audit`;

/** The matching entries, newest first, and their page. */
async function audit(query: Readonly<Record<string, string>>) {
  const answer = await network.server.api("GET", `${auditPath()}?${new URLSearchParams(query)}`);
  const { _embedded, page } = read(auditList, answer);
  return { entries: _embedded?.auditEntryList ?? [], page };
}

const inOrder = (entries: readonly AuditEntry[]) =>
  entries.toReversed().map(({ action, changed, outcome, status }) => ({ action, changed, outcome, status }));
const done = (action: string, changed: string[] = []) => ({ action, changed, outcome: "done", status: null });
const refused = (action: string, status: number) => ({ action, changed: [], outcome: "refused", status });

test("a management change has an entry with actor, action, time, request and outcome", async () => {
  const { server } = network;
  const id = await server.integration(network.fresh("okta"));
  const url = `${INTEGRATIONS}/${id}`;
  await server.api("PATCH", url, { name: network.fresh("renamed") });
  await server.api("PUT", `${url}/mapping`, { externalIdField: "USER_NAME" });
  await server.api("PUT", `${url}/mapping`, { authPolicyId: "nowhere" });
  await server.api("POST", `${url}/mapping/preview`, { externalIdField: "NONE" });
  const minted = read(mintedToken, await server.api("POST", `${url}/tokens`, { description: "first" }));
  await server.api("DELETE", `${url}/tokens/${minted.id}`);
  await server.api("DELETE", url);
  const { entries } = await audit({ integrationId: id });
  expect(inOrder(entries)).toEqual([
    done("integration.create", ["networkId", "name"]),
    done("integration.update", ["name"]),
    done("mapping.update", ["externalIdField"]),
    refused("mapping.update", 400),
    done("token.create", ["description"]),
    done("token.revoke"),
    done("integration.delete"),
  ]);
  expect(entries.at(-1)).toMatchObject({
    at: server.now.toISOString(),
    kind: "management",
    actor: CLIENT_ID,
    integrationId: id,
    target: id,
  });
  const lines = server.log.map((line) => JSON.parse(line) as { traceId?: string; method?: string });
  const requestId = entries.at(-1)?.requestId;
  expect(lines.find((line) => line.traceId === requestId && line.method === "POST")).toBeDefined();
});

test("a change of the edge API has an entry, and so has a refused one", async () => {
  network.server.advance(60);
  const from = network.server.now.toISOString();
  const id = await network.create("auth-policies", policyBody(network.fresh("policy")));
  await network.server.edge("PATCH", `/auth-policies/${id}`, { name: network.fresh("renamed") });
  const identityId = await network.createIdentity(network.fresh("identity"), { authPolicyId: id });
  await network.server.edge("DELETE", `/auth-policies/${id}`);
  await network.server.edge("POST", `/identities/${identityId}/disable`, { durationMinutes: 0 });
  await network.server.edge("DELETE", `/identities/${identityId}`);
  const { entries } = await audit({ from, kind: "management" });
  expect(inOrder(entries)).toEqual([
    done("auth-policy.create", ["name", "primary", "secondary"]),
    done("auth-policy.update", ["name"]),
    done("identity.create", ["name", "type", "isAdmin", "authPolicyId"]),
    refused("auth-policy.delete", 409),
    done("identity.disable"),
    done("identity.delete"),
  ]);
});

test("a push has an entry with the names of changed attributes, even when refused", async () => {
  const to = await network.connect();
  const userName = network.fresh("Ada Lovelace");
  const id = await network.addUser(to, userName, { displayName: "Secretive", password: "hunter2-hunter2" });
  const group = await network.addGroup(to, "Sales");
  await network.patch(to, `/Groups/${group}`, { op: "add", path: "members", value: [{ value: id }] });
  await network.patch(to, `/Users/${id}`, { op: "replace", path: "nickName", value: "Addie" });
  await network.patch(to, `/Users/${id}`, { op: "replace", path: "nickName", value: "Addie" });
  await network.server.scim(to, "POST", "/Users", { userName });
  await network.server.scim(to, "DELETE", `/Users/${id}`);
  await network.server.scim({ ...to, token: "nfscim_guess" }, "POST", "/Users", { userName });
  const { entries } = await audit({ integrationId: to.id, kind: "scim" });
  expect(inOrder(entries)).toEqual([
    { ...done("user.create"), changed: expect.arrayContaining(["userName", "displayName", "active"]) },
    { ...done("group.create"), changed: expect.arrayContaining(["displayName"]) },
    done("group.update", ["members"]),
    done("user.update", ["nickName"]),
    refused("user.create", 409),
    done("user.delete"),
  ]);
  expect(entries.at(-1)?.target).toBe(id);
  const { entries: everything } = await audit({ size: "1000" });
  for (const value of [userName, "Secretive", "Addie", "hunter2", to.token]) {
    expect(JSON.stringify(everything)).not.toContain(value);
  }
});

test("the entry of a group says how many joined, left and lost the attribute", async () => {
  const to = await network.connect();
  const one = await network.addUser(to, network.fresh("u"));
  const two = await network.addUser(to, network.fresh("u"), { roles: [{ value: "Sales" }] });
  const group = await network.addGroup(to, "Sales", [one, two]);
  await network.server.scim(to, "PUT", `/Groups/${group}`, { displayName: "Sales" });
  await network.patch(to, `/Groups/${group}`, { op: "add", path: "members", value: [{ value: one }] });
  await network.server.scim(to, "DELETE", `/Groups/${group}`);
  const { entries } = await audit({ integrationId: to.id, kind: "scim" });
  const ofGroup = entries.toReversed().filter(({ target }) => target === group);
  expect(ofGroup.map(({ action, counts }) => [action, counts])).toEqual([
    ["group.create", { joined: 2 }],
    // The second user keeps the attribute, because a role supplies it too.
    ["group.update", { left: 2, lostAttribute: 1 }],
    ["group.update", { joined: 1 }],
    ["group.delete", { left: 1, lostAttribute: 1 }],
  ]);
});

test("refused operations of a bulk share one entry with counts, and the log names the rule", async () => {
  const to = await network.connect();
  const userName = network.fresh("Grace Hopper");
  await network.createIdentity(userName);
  const known = await network.addUser(to, network.fresh("known"));
  network.server.log.splice(0);
  const operations = [
    { method: "POST", path: "/Users", bulkId: "a", data: { userName } },
    { method: "POST", path: "/Users", bulkId: "b", data: { userName: network.fresh("free") } },
    { method: "PATCH", path: `/Users/${known}`, data: { Operations: "none" } },
    { method: "DELETE", path: "/Groups/nowhere" },
    { method: "DELETE", path: "/Groups/nobody" },
    { method: "FETCH", path: "/Users" },
  ];
  const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], Operations: operations };
  expect((await network.server.scim(to, "POST", "/Bulk", body)).status).toBe(200);
  const { entries } = await audit({ integrationId: to.id, kind: "scim" });
  const refusedEntries = entries.filter(({ outcome }) => outcome === "refused");
  expect(refusedEntries).toMatchObject([
    { action: "bulk", actor: entries[0]?.actor, target: null, status: null },
  ]);
  expect(refusedEntries[0]?.counts).toEqual({
    "bulk 400": 1,
    "user.create 409": 1,
    "user.update 400": 1,
    "group.delete 404": 2,
  });
  expect(entries.filter(({ outcome }) => outcome === "done").map(({ action }) => action)).toEqual([
    "user.create",
    "user.create",
  ]);
  const lines = network.server.log.map((line) => JSON.parse(line) as { rule?: number; traceId?: string });
  const requestId = refusedEntries[0]?.requestId;
  expect(lines.filter(({ rule }) => rule !== undefined)).toMatchObject([{ rule: 9, traceId: requestId }]);
});

test("a bulk request without refused operations has no entry of its own", async () => {
  const to = await network.connect();
  const operations = [
    { method: "POST", path: "/Users", bulkId: "a", data: { userName: network.fresh("u") } },
  ];
  const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], Operations: operations };
  expect((await network.server.scim(to, "POST", "/Bulk", body)).status).toBe(200);
  const { entries } = await audit({ integrationId: to.id, kind: "scim" });
  expect(inOrder(entries).map(({ action }) => action)).toEqual(["user.create"]);
});

test("the use of a token has one entry a day", async () => {
  const { server } = network;
  const to = await network.connect();
  const day = 24 * 60 * 60;
  for (const seconds of [0, 1, 3600, day, 60]) {
    server.advance(seconds);
    await server.signIn();
    await server.scim(to, "GET", "/Users");
  }
  const { entries } = await audit({ integrationId: to.id, kind: "token" });
  expect(entries).toMatchObject([
    { action: "token.use", actor: entries[0]?.target, at: expect.stringContaining("2026-11-25") },
    { action: "token.use", at: expect.stringContaining("2026-11-24") },
  ]);
});

test("the log is read in pages, between two instants", async () => {
  const { server } = network;
  server.advance(60);
  const from = server.now.toISOString();
  const to = await network.connect();
  for (let at = 0; at < 3; at++) await network.addUser(to, network.fresh("u"));
  server.advance(60);
  const until = server.now.toISOString();
  await network.addUser(to, network.fresh("u"));
  const query = { kind: "scim", from, until, size: "2" };
  const first = await audit(query);
  expect(first.page).toEqual({ number: 0, size: 2, totalElements: 3, totalPages: 2 });
  const second = await audit({ ...query, page: "1" });
  expect(new Set([...first.entries, ...second.entries].map(({ target }) => target)).size).toBe(3);
});

test("the log is searched by a part of the action and by the outcome, and read oldest first", async () => {
  const to = await network.connect();
  await network.server.api("PATCH", `${INTEGRATIONS}/${to.id}`, { name: " " });
  network.server.advance(1);
  await network.addUser(to, network.fresh("u"));
  const actions = async (query: Readonly<Record<string, string>>) =>
    (await audit({ integrationId: to.id, ...query })).entries.map(({ action }) => action);
  const all = await actions({ sort: "at,asc" });
  expect(all.slice(0, 3)).toEqual(["integration.create", "token.create", "integration.update"]);
  expect(all.toReversed()).toEqual(await actions({}));
  expect(await actions({ actionContains: "TOKEN." })).toEqual(["token.use", "token.create"]);
  expect(await actions({ actionContains: "%" })).toEqual([]);
  expect(await actions({ actionContains: "" })).toEqual(await actions({}));
  expect(await actions({ outcome: "refused" })).toEqual(["integration.update"]);
  expect((await audit({ integrationId: to.id, outcome: "refused" })).page.totalElements).toBe(1);
  expect(await actions({ outcome: "done", actionContains: "integration" })).toEqual(["integration.create"]);
});

test.each([
  "outcome=maybe",
  "kind=gossip",
  "from=yesterday",
  "integrationId=1",
  "sort=actor",
  "kind=scim&kind=token",
])("refuses an invalid filter: %s", async (query) => {
  expect((await network.server.api("GET", `${auditPath()}?${query}`)).status).toBe(400);
});

test("a change that a failed transaction undid has no entry", async () => {
  const taken = network.fresh("taken");
  await network.createIdentity(taken);
  const to = await network.connect();
  await network.addUser(to, network.fresh("u"), { displayName: taken });
  const answer = await network.setMapping(to, { identityNameField: "DISPLAY_NAME" });
  expect(answer.status).toBe(409);
  const { entries } = await audit({ integrationId: to.id, kind: "management" });
  expect(entries[0]).toMatchObject({ action: "mapping.update", outcome: "refused", status: 409 });
  expect(entries.filter(({ action }) => action === "mapping.update")).toHaveLength(1);
});

test("no call changes or deletes an entry, and the database refuses it", async () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    expect((await network.server.api(method, auditPath(), {})).status).toBe(404);
  }
  const statements = ["update audit_entries set actor = 'nobody'", "delete from audit_entries"];
  // Only PostgreSQL knows it.
  if (TestServer.engine === "postgresql") statements.push("truncate audit_entries");
  for (const statement of statements) {
    await expect(directly(network.server.database, statement)).rejects.toThrow("append-only");
  }
});
