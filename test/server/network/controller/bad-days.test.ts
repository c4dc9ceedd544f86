import {
  type ControllerClient,
  createControllerClient,
} from "../../../../src/server/network/controller/controller-client";
import {
  Gone,
  Unanswered,
  Unauthorized,
  Unavailable,
} from "../../../../src/server/network/controller/controller-error";
import { createCertificate } from "../../../../src/tfplugin/wire/certificate";
import { FakeClock } from "../../../support/fake-api/loopback";
import { PASSWORD, USERNAME, ZitiController } from "../../../support/fake-api/ziti-controller";

const SETTINGS = {
  name: "Ada",
  externalId: "ada@example.com",
  authPolicyId: "default",
  roleAttributes: ["Engineering"],
  tags: { scimUserId: "user-1" },
};

let controller: ZitiController;
let clock: FakeClock;
let client: ControllerClient;
let api: ControllerClient["api"];

function connect(settings: { caCert?: string; password?: string; signal?: AbortSignal } = {}) {
  client?.close();
  clock = new FakeClock();
  const account = { username: USERNAME, password: PASSWORD, ...settings };
  client = createControllerClient({ controllerUrl: controller.url, ...account, clock, random: () => 0 });
  api = client.api;
}

beforeEach(async () => {
  controller = new ZitiController();
  controller.addDefaultAdmin();
  await controller.start();
  connect();
});
afterEach(async () => {
  client.close();
  await controller.stop();
});

const signIns = () => controller.calls.filter((call) => call === "POST authenticate").length;
const writes = (path: string) => controller.calls.filter((call) => call === path).length;

test("a controller that is down has done nothing, and the same call succeeds when it is up", async () => {
  const { id } = await api.create(SETTINGS);
  await controller.stop();
  const calls = [
    () => api.readIdentity(id),
    () => api.create({ ...SETTINGS, name: "B" }),
    () => api.patch(id, { name: "C" }),
    () => api.disable(id),
    () => api.delete(id),
  ];
  for (const call of calls) await expect(call()).rejects.toThrow(Unavailable);
  await controller.comeUp();
  expect(await api.patch(id, { name: "C" })).toMatchObject({ name: "C" });
});

test("a 429 without Retry-After is waited out, and more of them than that are Unavailable", async () => {
  controller.busyAnswers = 2;
  await api.create(SETTINGS);
  expect(clock.slept.filter((wait) => wait > 0)).toHaveLength(2);
  controller.busyAnswers = 100;
  await expect(api.create({ ...SETTINGS, name: "B", externalId: null })).rejects.toThrow(Unavailable);
  controller.busyAnswers = 0;
  expect(await api.findByName("B")).toBeNull();
});

describe("an answer lost after the controller acted is Unanswered, and nothing is sent again:", () => {
  test("a create, which a look-up by tag finds", async () => {
    await api.version();
    controller.lostAnswers = 1;
    await expect(api.create(SETTINGS)).rejects.toThrow(Unanswered);
    expect(writes("POST identities")).toBe(1);
    expect(await api.findByTag("scimUserId", "user-1")).toMatchObject([{ name: "Ada" }]);
  });

  test("a change, which a read shows", async () => {
    const { id } = await api.create(SETTINGS);
    controller.lostAnswers = 1;
    await expect(api.patch(id, { name: "B" })).rejects.toThrow(Unanswered);
    expect(writes(`PATCH identities/${id}`)).toBe(1);
    expect(await api.readIdentity(id)).toMatchObject({ name: "B" });
  });

  test("but a delete is sent again: a second one does no harm", async () => {
    const { id } = await api.create(SETTINGS);
    controller.lostAnswers = 1;
    await api.delete(id);
    expect(await api.readIdentity(id)).toBeNull();
  });
});

test("a write that was acknowledged, and cannot be read, is Unanswered", async () => {
  controller.override = ({ method, url }) =>
    method === "GET" && url.includes("/identities/") ? { hangUp: true } : null;
  await expect(api.create(SETTINGS)).rejects.toThrow(Unanswered);
  expect(controller.identities.size).toBe(2);
});

test("a write that is acknowledged and never shown is Unanswered", async () => {
  const { id } = await api.create(SETTINGS);
  controller.override = ({ method }) => (method === "PATCH" ? { body: { data: {}, meta: {} } } : null);
  await expect(api.patch(id, { name: "B" })).rejects.toThrow(/does not show it/);
});

test("a session that ended is opened again, once for the calls that meet it together", async () => {
  await api.version();
  controller.sessions.clear();
  await Promise.all([api.listPolicies(), api.listSigners(), api.readIdentity("x"), api.create(SETTINGS)]);
  expect(signIns()).toBe(2);
});

test("an account that is refused is tried again after a minute, and not before", async () => {
  connect({ password: "a-wrong-password" });
  for (let call = 0; call < 3; call += 1) {
    await expect(api.readIdentity("x")).rejects.toThrow(Unauthorized);
  }
  expect(signIns()).toBe(1);
  await expect(api.readIdentity("x")).rejects.toThrow("Check ZITI_API_USERNAME and ZITI_API_PASSWORD");
  clock.time += 60_000;
  await expect(api.readIdentity("x")).rejects.toThrow(Unauthorized);
  expect(signIns()).toBe(2);
});

test("an account without rights is Unauthorized, in a read and in a write", async () => {
  controller.isAdmin = false;
  await expect(api.readIdentity("x")).rejects.toThrow(Unauthorized);
  await expect(api.create(SETTINGS)).rejects.toThrow(Unauthorized);
});

test("a certificate of another authority is Unavailable until its authority is trusted", async () => {
  await controller.stop();
  const [first, renewed] = [createCertificate(), createCertificate()];
  await controller.start(first);
  connect({ caCert: first.cert });
  await api.create(SETTINGS);
  await controller.stop();
  await controller.comeUp(renewed);
  await expect(api.readIdentity("x")).rejects.toThrow(
    "For a private certificate authority set --controller-ca",
  );
  await expect(api.create({ ...SETTINGS, name: "B" })).rejects.toThrow(Unavailable);
  connect({ caCert: renewed.cert });
  expect(await api.findByName("Ada")).not.toBeNull();
});

test("a controller that was restored from a backup says Gone for what it no longer has", async () => {
  const backup = controller.backup();
  const { id } = await api.create(SETTINGS);
  controller.restore(backup);
  await expect(api.patch(id, { name: "B" })).rejects.toThrow(Gone);
  expect(await api.readIdentity(id)).toBeNull();
});

test("a 404 that is not the controller's own proves nothing", async () => {
  await api.version();
  controller.override = () => ({ status: 404, headers: { "content-type": "text/html" }, body: "<p>no" });
  await expect(api.readIdentity("x")).rejects.toThrow(Unavailable);
  await expect(api.delete("x")).rejects.toThrow(Unanswered);
});

test.each([500, 502, 504])("a %d in a write may have been done, in a read not", async (status) => {
  await api.version();
  controller.override = () => ({ status, headers: { "content-type": "text/html" }, body: "<p>no" });
  await expect(api.create(SETTINGS)).rejects.toThrow(Unanswered);
  await expect(api.readIdentity("x")).rejects.toThrow(Unavailable);
});

test("a call that is ended is Unanswered in a write", async () => {
  await api.version();
  const ended = { signal: AbortSignal.abort(new Error("enough")) };
  await expect(api.create(SETTINGS, ended)).rejects.toThrow(Unanswered);
  await expect(api.readIdentity("x", ended)).rejects.toThrow(Unavailable);
});

test("deletions between two pages of a list hide nobody who is left", async () => {
  for (let at = 0; at < 1200; at += 1) {
    const id = `i${String(at).padStart(4, "0")}`;
    controller.identities.set(id, { ...controller.identities.get(controller.account), id, name: id });
  }
  const seen = new Set<string>();
  for await (const page of api.listIdentities()) {
    for (const { id } of page) seen.add(id);
    for (let at = 0; at < 7; at += 1) controller.identities.delete(`i${String(at * 50).padStart(4, "0")}`);
  }
  expect([...controller.identities.keys()].filter((id) => !seen.has(id))).toEqual([]);
});

test("no request asks for Brotli, for which a controller answers 200 to everything", async () => {
  await api.create(SETTINGS);
  expect(new Set(controller.received.map(({ headers }) => headers["accept-encoding"]))).toEqual(
    new Set(["identity"]),
  );
});
