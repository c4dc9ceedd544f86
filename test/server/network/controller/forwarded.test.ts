import { policyBody } from "../support/bodies";
import { Gateway } from "../support/gateway";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await Gateway.start();
});
afterAll(() => gateway.stop());

const edge = (method: string, path: string, body?: unknown) => gateway.server.edge(method, path, body);
const made = async (path: string, body: object) => {
  const { status, body: answer } = await edge("POST", path, body);
  expect(status).toBe(201);
  return (answer as { data: { id: string } }).data.id;
};
const identity = (name: string, more: object = {}) =>
  made("/identities", { name, type: "Default", isAdmin: false, ...more });
const there = (id: string) => gateway.controller.identities.get(id);

describe("the edge API of a gateway is that of its controller", () => {
  test("an auth policy that is made, changed, listed and deleted is one of the controller", async () => {
    const id = await made("/auth-policies", policyBody("People"));
    expect(gateway.controller.policies.get(id)).toMatchObject({ name: "People" });
    expect((await edge("PUT", `/auth-policies/${id}`, policyBody("Staff"))).status).toBe(200);
    const filter = encodeURIComponent('name = "Staff"');
    const list = await edge("GET", `/auth-policies?filter=${filter}`);
    expect(list.body).toMatchObject({ data: [{ id, name: "Staff", managedBy: null }] });
    expect((await edge("DELETE", `/auth-policies/${id}`)).status).toBe(200);
    expect(gateway.controller.policies.has(id)).toBe(false);
    expect((await edge("GET", `/auth-policies/${id}`)).status).toBe(404);
  });

  test("no caller learns the session of the server at the controller", async () => {
    const answers = [await edge("GET", "/current-api-session"), await edge("GET", "/identities")];
    const said = JSON.stringify(answers.map(({ body, headers }) => [body, ...headers]));
    for (const session of gateway.controller.sessions) expect(said).not.toContain(session);
  });

  test("who changed what is in the audit log", async () => {
    const id = await identity("audited");
    await edge("PATCH", `/identities/${id}`, { roleAttributes: ["a"] });
    const log = await gateway.server.api(
      "GET",
      `/core/v3/networks/${gateway.server.running.networkId}/audit`,
    );
    const entries = JSON.stringify(log.body);
    expect(entries).toContain(id);
    expect(entries).toContain("roleAttributes");
  });
});

describe("what a controller drops or breaks is said", () => {
  test("a rename to a taken name is refused with who has it, and so is a taken external ID", async () => {
    const ada = await identity("ada", { externalId: "ada@example.com" });
    const bob = await identity("bob");
    for (const change of [{ name: "ada" }, { externalId: "ada@example.com" }]) {
      const { status, body } = await edge("PATCH", `/identities/${bob}`, change);
      expect(status).toBe(400);
      const [field] = Object.keys(change);
      expect(body).toMatchObject({ error: { code: "COULD_NOT_VALIDATE", cause: { field } } });
      expect(JSON.stringify(body)).toContain(ada);
    }
    expect(there(bob)).toMatchObject({ name: "bob" });
  });

  test("a change of nothing is a success, and null clears", async () => {
    const id = await identity("carol", { externalId: "carol@example.com", roleAttributes: ["a"] });
    expect((await edge("PATCH", `/identities/${id}`, {})).status).toBe(200);
    expect(
      (await edge("PATCH", `/identities/${id}`, { externalId: null, roleAttributes: null })).status,
    ).toBe(200);
    const { body } = await edge("GET", `/identities/${id}`);
    expect((body as { data: { externalId: string | null } }).data.externalId || null).toBeNull();
    expect((body as { data: { roleAttributes: unknown } }).data.roleAttributes ?? []).toEqual([]);
  });

  test("an identity is disabled and enabled", async () => {
    const id = await identity("dave");
    expect((await edge("POST", `/identities/${id}/disable`, { durationMinutes: 0 })).status).toBe(200);
    expect(there(id)).toMatchObject({ disabled: true });
    expect((await edge("POST", `/identities/${id}/enable`)).status).toBe(200);
    expect(there(id)).toMatchObject({ disabled: false });
  });

  test("the auth policy of an integration cannot be deleted, though the controller would", async () => {
    const id = await made("/auth-policies", policyBody("Mapped"));
    await gateway.server.integration("okta", { authPolicyId: id });
    const { status, body } = await edge("DELETE", `/auth-policies/${id}`);
    expect(status).toBe(409);
    expect(JSON.stringify(body)).toContain("okta");
    expect(gateway.controller.policies.has(id)).toBe(true);
  });

  test("a write whose answer is lost is no 503, which would ask to repeat it", async () => {
    gateway.controller.lostAnswers = 1;
    const { status, body, headers } = await edge("POST", "/identities", { name: "frida", type: "Default" });
    expect(status).toBe(500);
    expect(headers.get("retry-after")).toBeNull();
    expect(JSON.stringify(body)).toContain("look whether it was done before you repeat it");
  });

  test("without the controller the answer is a 503 that says so", async () => {
    await gateway.controller.stop();
    const { status, body, headers } = await edge("GET", "/auth-policies");
    await gateway.controller.comeUp();
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { code: "UNAVAILABLE" } });
    expect(headers.get("retry-after")).toBe("1");
  });
});

test("a SCIM user goes with its identity, as on the embedded network", async () => {
  const to = await gateway.server.connected("entra");
  const userId = await gateway.addUser(to, "erin");
  const [{ id } = { id: "" }] = gateway.there();
  expect((await edge("DELETE", `/identities/${id}`)).status).toBe(200);
  expect((await gateway.server.scim(to, "GET", `/Users/${userId}`)).status).toBe(404);
  await gateway.addUser(to, "erin");
  expect(gateway.there()).toMatchObject([{ name: "erin" }]);
});

test("an edit by hand keeps the tags that name the SCIM user, as on the embedded network", async () => {
  const to = await gateway.server.connected("google");
  await gateway.addUser(to, "frank");
  const frank = gateway.there().find(({ name }) => name === "frank");
  const id = frank?.id ?? "";
  const own = frank?.tags as Record<string, unknown>;
  await edge("PATCH", `/identities/${id}`, { tags: { team: "a", scimUserId: "another" } });
  expect(there(id)?.tags).toEqual({ ...own, team: "a" });
  await edge("PATCH", `/identities/${id}`, { tags: null });
  expect(there(id)?.tags).toEqual(own);
  await edge("PUT", `/identities/${id}`, { name: "frank", type: "Default", isAdmin: false });
  expect(there(id)?.tags).toEqual(own);
});
