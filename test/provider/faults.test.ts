import type { ObjectValue } from "../../src/tfplugin/value/type";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";
import { type Answer, edgeErrorBody, gatewayErrorBody, type Received } from "../support/fake-api/loopback";
import { errorsOf, Plugin, present, type ResourceDriver } from "./support/plugin";

/** Nobody really waits: a wait moves the clock. */
jest.mock("../../src/client/system-clock", () => {
  let waited = 0;
  const sleep = async (milliseconds: number) => {
    waited += milliseconds;
  };
  return { systemClock: { now: () => Date.now() + waited, sleep } };
});

let api: FakeApi;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
});
afterEach(() => api.stop());

/** A provider process of its own, as each terraform command starts one. */
async function connect(type: string, changes: ObjectValue = {}): Promise<ResourceDriver> {
  const plugin = new Plugin();
  await plugin.configure({ ...blockFor(api), ...changes });
  return plugin.resource(type);
}

interface Kind {
  readonly type: string;
  config(): ObjectValue;
  readonly change: ObjectValue;
  /** Path of the calls that concern the object. */
  readonly path: string;
}

const KINDS: readonly Kind[] = [
  {
    type: "netfoundry_scim_integration",
    config: () => ({ name: "Okta" }),
    change: { name: "Entra" },
    path: "/scim/v1/integrations",
  },
  {
    type: "netfoundry_scim_mapping",
    config: () => ({ integration_id: api.addIntegration("Okta").id, reset_on_destroy: true }),
    change: { identity_name: "nick_name" },
    path: "/scim/v1/integrations",
  },
  {
    type: "netfoundry_scim_token",
    config: () => ({ integration_id: api.addIntegration("Okta").id, rotation_triggers: { release: "1" } }),
    change: { rotation_triggers: { release: "2" } },
    path: "/scim/v1/integrations",
  },
  {
    type: "netfoundry_auth_policy",
    config: () => ({ name: "Staff" }),
    change: { name: "Everybody" },
    path: "/edge/management/v1/auth-policies",
  },
  {
    type: "netfoundry_jwt_signer",
    config: () => ({ name: "Okta", issuer: "https://i", audience: "a", jwks_endpoint: "https://i/keys" }),
    change: { audience: "b" },
    path: "/edge/management/v1/external-jwt-signers",
  },
];

const refusal = (status: number): Answer => ({
  status,
  body: status % 2 === 0 ? gatewayErrorBody(status, "REFUSED", ["no"]) : edgeErrorBody("REFUSED", "no"),
});
const html = { headers: { "content-type": "text/html" }, body: "<html>Sign in to the portal</html>" };

/** Answers that are no answer of the API, with what the error has to say of them. */
const NOT_THE_API: readonly [string, Answer, RegExp][] = [
  ["a page of HTML with 200", html, /text\/html where JSON was expected/],
  ["a page of HTML with 404", { ...html, status: 404 }, /text\/html where JSON was expected/],
  ["JSON that is cut off", { headers: { "content-type": "application/json" }, body: '{"id": "0b' }, /JSON/],
  ["nothing at all with 404", { status: 404 }, /no content type/],
  [
    "an object of wrong types",
    { body: { id: 7, data: [{ id: 7 }], tokens: [{ id: 7 }], page: "x" } },
    /: .*(expected|Invalid)/i,
  ],
  ["a list where an object belongs", { body: [] }, /expected/i],
];

const refused = (statuses: readonly number[]): readonly [string, Answer, RegExp][] =>
  statuses.map((status) => [`${status}`, refusal(status), new RegExp(`answered ${status}`)]);
const READS = refused([400, 401, 403, 408, 409, 412, 413, 429, 500, 501, 502, 503, 504]);
const WRITES = refused([400, 401, 403, 409, 429, 500, 503]);

describe.each(KINDS)("$type", ({ type, config, change, path }) => {
  let wanted: ObjectValue;
  let stored: ObjectValue;
  let driver: ResourceDriver;
  beforeEach(async () => {
    wanted = config();
    stored = present(await (await connect(type)).apply(wanted, null));
    driver = await connect(type);
  });
  const concerned = ({ url }: Received) => url.startsWith(path) && !url.endsWith("/preview");

  test.each([...NOT_THE_API, ...READS])(
    "keeps its state on a read that gets %s, and the error names the call",
    async (_, answer, says) => {
      api.override = (request) => (concerned(request) ? answer : null);
      const read = await driver.read(stored);
      expect(read.state).toEqual(stored);
      expect(errorsOf(read)).toHaveLength(1);
      expect(errorsOf(read)[0]).toMatch(says);
      expect(errorsOf(read)[0]).toMatch(new RegExp(`(GET|POST) ${path}`));
    },
  );

  test.each([...NOT_THE_API.slice(0, 4), ...WRITES])(
    "keeps its state on a change that gets %s",
    async (_, answer, says) => {
      api.override = (request) => (concerned(request) && request.method !== "GET" ? answer : null);
      const changed = await driver.apply({ ...wanted, ...change }, stored);
      expect(changed.state).toMatchObject(stored);
      expect(errorsOf(changed)[0]).toMatch(says);
    },
  );

  test.each([...NOT_THE_API.slice(0, 4), ...WRITES])(
    "keeps its state on a destroy that gets %s",
    async (_, answer, says) => {
      api.override = (request) => (concerned(request) && request.method !== "GET" ? answer : null);
      const destroyed = await driver.apply(null, stored);
      expect(destroyed.state).toEqual(stored);
      expect(errorsOf(destroyed)[0]).toMatch(says);
    },
  );

  test.each<[string, Answer]>([
    ["before", { hangUp: true }],
    ["in the middle of", { body: {}, cut: true }],
  ])("keeps its state when the connection breaks %s the answer", async (_, answer) => {
    api.override = (request) => (concerned(request) ? answer : null);
    const read = await driver.read(stored);
    expect(read.state).toEqual(stored);
    expect(errorsOf(read)[0]).toMatch(/got no answer from 127\.0\.0\.1/);
  });
});

test("an API that does not answer in time keeps the state, and the error names request_timeout", async () => {
  const type = "netfoundry_auth_policy";
  const stored = present(await (await connect(type)).apply({ name: "Staff" }, null));
  api.override = ({ url }) => (url.includes("auth-policies") ? { silent: true } : null);
  const read = await (await connect(type, { request_timeout: "1s" })).read(stored);
  expect(read.state).toEqual(stored);
  expect(errorsOf(read)[0]).toMatch(/timed out after 1000 ms.*NF_REQUEST_TIMEOUT/);
});

test("a field of the wrong type is named, and its value is not", async () => {
  const driver = await connect("netfoundry_scim_integration");
  const stored = present(await driver.apply({ name: "Okta" }, null));
  const whole = api.integrations.get(String(stored.id));
  api.override = ({ method, url }) =>
    method === "GET" && url.startsWith("/scim") ? { body: { ...whole, hasAuthToken: "tell nobody" } } : null;
  const read = await (await connect("netfoundry_scim_integration")).read(stored);
  expect(errorsOf(read)[0]).toMatch(
    new RegExp(`GET /scim/v1/integrations/${stored.id} .*hasAuthToken: .*boolean`),
  );
  expect(errorsOf(read)[0]).not.toContain("tell nobody");
});
