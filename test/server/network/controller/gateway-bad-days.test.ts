import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { integration } from "../../../../src/contract/gateway/integration";
import { PreparedStatements } from "../../../../src/server/store/sqlite/prepared-statements";
import { createCertificate } from "../../../../src/tfplugin/wire/certificate";
import { type Connection, read, TestServer } from "../../support/running-server";
import { Gateway } from "../support/gateway";

/** How many writes are pending when the server is started again. The number is 10,000. */
const PENDING = Number(process.env.PENDING_WRITES ?? 500);
/** Operations of one Bulk request. */
const PIECE = 100;

let gateway: Gateway;
let to: Connection;
async function open(deliveryWaitMs: number): Promise<void> {
  gateway = await Gateway.start(deliveryWaitMs);
  to = await gateway.server.connected("okta", { externalIdField: "USER_NAME" });
}
afterEach(() => gateway.stop());

/** Adds users by Bulk, which is answered on commit. */
async function addMany(count: number, prefix = "user"): Promise<string[]> {
  const names = Array.from({ length: count }, (_, at) => `${prefix}-${String(at).padStart(5, "0")}`);
  for (let at = 0; at < count; at += PIECE) {
    const Operations = names.slice(at, at + PIECE).map((userName) => ({
      method: "POST",
      path: "/Users",
      bulkId: userName,
      data: { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName },
    }));
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
    const answer = await gateway.server.scim(to, "POST", "/Bulk", { schemas, Operations });
    expect(answer.status).toBe(200);
  }
  return names;
}

const names = () => gateway.there().map(({ name }) => name);
const userIds = () => gateway.there().map(({ tags }) => (tags as { scimUserId: string }).scimUserId);

async function arrives(wanted: readonly string[]): Promise<void> {
  await gateway.until(() => names().join() === [...wanted].sort().join());
  expect(new Set(userIds()).size).toBe(wanted.length);
  // Unique names at the controller would hide an identity that this server lost sight of.
  const deliveries = async () =>
    read(integration, await gateway.server.api("GET", `/scim/v1/integrations/${to.id}`)).deliveries;
  for (const end = Date.now() + 10_000; (await deliveries())?.pending !== 0 && Date.now() < end; ) {
    gateway.server.advance(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await deliveries()).toMatchObject({ pending: 0, refused: 0 });
}

test("one answer in eight is lost after the controller acted: everybody is there once", async () => {
  await open(0);
  const { controller } = gateway;
  let writes = 0;
  controller.override = ({ method, url }) => {
    const isWrite = method !== "GET" && !url.includes("/authenticate");
    if (isWrite && ++writes % 8 === 0) controller.lostAnswers += 1;
    return null;
  };
  await arrives(await addMany(100));
});

test("a controller that answers 429 to every second write gets everything all the same", async () => {
  await open(0);
  const { controller } = gateway;
  let writes = 0;
  controller.override = ({ method, url }) => {
    if (method !== "GET" && !url.includes("/authenticate") && ++writes % 2 === 0) controller.busyAnswers += 1;
    return null;
  };
  await arrives(await addMany(60));
});

test("a session that ends in the middle of a batch is opened again, and once for all of it", async () => {
  await open(0);
  const { controller } = gateway;
  const signIns = () => controller.calls.filter((call) => call === "POST authenticate").length;
  const before = signIns();
  let writes = 0;
  controller.override = ({ method, url }) => {
    if (method === "POST" && url.endsWith("/identities") && ++writes === 40) controller.sessions.clear();
    return null;
  };
  await arrives(await addMany(100));
  expect(signIns() - before).toBeLessThanOrEqual(2);
});

test("a controller that goes and comes again and again has everything in the end", async () => {
  await open(0);
  const all: string[] = [];
  for (let at = 0; at < 4; at += 1) {
    all.push(...(await addMany(15, `day-${at}`)));
    await gateway.controller.stop();
    all.push(...(await addMany(15, `night-${at}`)));
    await gateway.controller.comeUp();
  }
  await arrives(all);
});

test("a controller that is down for an hour has the last values a moment after it is up", async () => {
  await open(0);
  const id = await gateway.addUser(to, "ada");
  await gateway.until(() => names().join() === "ada");
  await gateway.controller.stop();
  for (let minute = 0; minute < 60; minute += 1) {
    gateway.server.advance(60);
    const put = { userName: `ada-${minute}`, active: minute % 2 === 0 };
    expect(await gateway.server.scim(to, "PUT", `/Users/${id}`, put)).toMatchObject({ status: 200 });
  }
  await gateway.controller.comeUp();
  await gateway.until(() => gateway.there()[0]?.name === "ada-59" && gateway.there()[0]?.disabled === true);
  const changes = gateway.controller.calls.filter((call) => call.startsWith("PATCH identities/"));
  // The clock jumps past the lease of an attempt that runs, so several may run: never more than are in
  // flight.
  expect(changes.length).toBeLessThanOrEqual(16);
});

test.each([-400, 400])("a clock that is %d days from the controller's changes nothing", async (days) => {
  await open(20_000);
  gateway.server.advance(days * 86_400);
  await gateway.server.signIn();
  to = await gateway.server.connected("entra", { externalIdField: "USER_NAME" });
  const id = await gateway.addUser(to, "ada");
  await gateway.server.scim(to, "PUT", `/Users/${id}`, { userName: "ada.l", active: false });
  expect(gateway.there()).toMatchObject([{ name: "ada.l", disabled: true }]);
  await gateway.server.scim(to, "PUT", `/Users/${id}`, { userName: "ada.l", active: true });
  expect(gateway.there()).toMatchObject([{ name: "ada.l", disabled: false }]);
});

test("a certificate of another authority says what to do, and a start with its file delivers", async () => {
  gateway = new Gateway();
  const [first, renewed] = [createCertificate(), createCertificate()];
  gateway.controller.addDefaultAdmin();
  await gateway.controller.start(first);
  const trusting = (caCert: string) => ({ controller: { ...gateway.options(0).controller, caCert } });
  gateway.server = await TestServer.start(trusting(first.cert));
  to = await gateway.server.connected("okta");
  await gateway.controller.stop();
  await gateway.controller.comeUp(renewed);
  await gateway.addUser(to, "ada");
  const said = () => gateway.server.log.join("");
  for (const end = Date.now() + 10_000; !said().includes("--controller-ca") && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(said()).toContain("set --controller-ca, and start the server again");
  await gateway.server.close();
  await gateway.server.open(trusting(renewed.cert));
  await gateway.until(() => names().join() === "ada");
});

/** Lets every statement fail that begins so, as on a full disk, while the condition holds. */
function fullFor(start: RegExp, isFull = () => true): void {
  const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
  const { execute } = PreparedStatements.prototype;
  jest.spyOn(PreparedStatements.prototype, "execute").mockImplementation(function (
    this: PreparedStatements,
    query,
  ) {
    if (start.test(query.sql) && isFull()) throw full;
    return execute.call(this, query) as never;
  });
}

describe("a full disk here", () => {
  afterEach(() => jest.restoreAllMocks());
  const writes = () =>
    gateway.controller.calls.filter((call) => /^(POST|PATCH|DELETE) identities/.test(call));

  test("a write that cannot be committed is an error, and nothing is sent", async () => {
    await open(20_000);
    fullFor(/^insert into "deliveries"/);
    const push = () => gateway.server.scim(to, "POST", "/Users", { userName: "ada" });
    expect(await push()).toMatchObject({ status: 503 });
    expect(writes()).toEqual([]);
    jest.restoreAllMocks();
    expect(await push()).toMatchObject({ status: 201 });
    expect(names()).toEqual(["ada"]);
  });

  test("a delivery whose end cannot be stored is found again, and made once", async () => {
    await open(0);
    fullFor(/^update "deliveries"/, () => writes().length > 0);
    await gateway.addUser(to, "ada");
    for (const end = Date.now() + 10_000; names().length === 0 && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const logged = () => gateway.server.log.join("");
    for (const end = Date.now() + 10_000; !logged().includes("could not store") && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(logged()).toContain("could not store what became of a delivery");
    jest.restoreAllMocks();
    await gateway.server.scim(to, "POST", "/Users", { userName: "bob" });
    gateway.server.advance(60);
    await arrives(["ada", "bob"]);
    expect(writes().filter((call) => call === "POST identities")).toHaveLength(2);
  });
});

/** What is in use, in bytes, without what waits to be collected: that depends on the load of the machine. */
function heldMemory(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

test("thousands of pending writes and a restart: all arrive once, and memory stays flat", async () => {
  await open(0);
  await gateway.controller.stop();
  const wanted = await addMany(PENDING);
  await gateway.server.close();
  await gateway.controller.comeUp();
  await gateway.server.open(gateway.options(0));
  const before = heldMemory();
  for (const end = Date.now() + 20_000 + PENDING * 40; names().length < PENDING && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    gateway.server.advance(1);
  }
  await arrives(wanted);
  // The stand-in keeps each identity and each request, about 10 kB for one write.
  expect(heldMemory() - before).toBeLessThan(5e6 + PENDING * 10e3);
  const creates = gateway.controller.calls.filter((call) => call === "POST identities").length;
  expect(creates).toBe(PENDING);
}, 600_000);
