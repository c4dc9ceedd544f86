import type { ObjectValue } from "../../src/tfplugin/value/type";
import { blockFor, type FakeApi } from "../support/fake-api/fake-api";
import { gatewayErrorBody } from "../support/fake-api/loopback";
import { connected, SIGNER } from "./support/connected";
import { Plugin, present, type ResourceDriver } from "./support/plugin";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

interface Kind {
  readonly type: string;
  /** A configuration that stands for itself. */
  config(): ObjectValue;
  readonly change: ObjectValue;
  readonly importBy?: string;
}

const KINDS: readonly Kind[] = [
  {
    type: "netfoundry_scim_integration",
    config: () => ({ name: "Okta" }),
    change: { name: "Okta production", identities_on_destroy: "disable" },
    importBy: "name:Okta",
  },
  {
    type: "netfoundry_scim_mapping",
    config: () => ({ integration_id: api.addIntegration("Okta").id }),
    change: { identity_name: "nick_name", external_id: { source: "custom", path: "externalId" } },
    importBy: "name:Okta",
  },
  {
    type: "netfoundry_scim_token",
    config: () => ({ integration_id: api.addIntegration("Okta").id, lifetime: "30d" }),
    change: { description: "for Okta", lifetime: "40d", rotate_before: "5d", revoke_on_destroy: false },
    importBy: "name:Okta",
  },
  {
    type: "netfoundry_auth_policy",
    config: () => ({ name: "Staff", tags: { team: "identity" } }),
    change: { name: "Everybody", secondary: { require_totp: true, jwt_signer_id: null }, tags: {} },
    importBy: "name:Staff",
  },
  {
    type: "netfoundry_jwt_signer",
    config: () => ({ ...SIGNER, scopes: ["openid", "email"] }),
    change: { use_external_id: true, claims_property: "/email", target_token: "ID", client_id: "app" },
    importBy: "name:Okta",
  },
];

test.each<[string, () => ObjectValue, ObjectValue]>([
  ["netfoundry_scim_integration", () => ({ name: "Okta" }), { identities_on_destroy: "disable" }],
  [
    "netfoundry_scim_mapping",
    () => ({ integration_id: api.addIntegration("Okta").id }),
    { reset_on_destroy: true },
  ],
  [
    "netfoundry_scim_token",
    () => ({ integration_id: api.addIntegration("Okta").id }),
    { revoke_on_destroy: false },
  ],
])("%s: what is to happen at its destruction changes alone, without a call", async (type, config, change) => {
  const driver = plugin.resource(type);
  const wanted = config();
  const created = present(await driver.apply(wanted, null));
  const before = api.calls.length;
  const updated = await driver.apply({ ...wanted, ...change }, created);
  expect(updated).toEqual({ state: { ...created, ...change }, said: [] });
  expect(api.calls.slice(before)).toEqual([]);
  expect((await driver.read(present(updated))).state).toMatchObject(change);
});

describe.each(KINDS)("$type", ({ type, config, change, importBy }) => {
  let driver: ResourceDriver;
  let wanted: ObjectValue;
  beforeEach(() => {
    driver = plugin.resource(type);
    wanted = config();
  });

  test("create, then nothing to do, refreshed or not", async () => {
    const created = present(await driver.apply(wanted, null));
    expect((await driver.plan(wanted, created)).state).toEqual(created);
    const read = present(await driver.read(created));
    expect((await driver.plan(wanted, read)).state).toEqual(read);
  });

  test("update in place, then nothing to do", async () => {
    const created = present(await driver.apply(wanted, null));
    const changed = { ...wanted, ...change };
    const planned = await driver.plan(changed, created);
    expect(planned.replaced).toEqual([]);
    const outcome = await driver.apply(changed, created);
    expect(outcome.said).toEqual([]);
    const updated = present(outcome);
    expect(updated).toMatchObject(change);
    expect(updated.id).toBe(created.id);
    const read = present(await driver.read(updated));
    expect((await driver.plan(changed, read)).state).toEqual(read);
  });

  test("planning twice gives the same plan", async () => {
    const created = present(await driver.apply(wanted, null));
    const changed = { ...wanted, ...change };
    expect(await driver.plan(changed, created)).toEqual(await driver.plan(changed, created));
  });

  test("gone: read says so and destroy succeeds", async () => {
    const created = present(await driver.apply(wanted, null));
    api.integrations.clear();
    api.policies.clear();
    api.signers.clear();
    const read = await driver.read(created);
    expect(read.state).toBeNull();
    expect(read.said.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(await driver.apply(null, created)).toEqual({ state: null, said: [] });
  });

  test("a 404 from an API that knows no networks either keeps the state", async () => {
    const created = present(await driver.apply(wanted, null));
    const again = new Plugin();
    await again.configure({
      ...blockFor(api),
      api_url: `${api.url}/wrong`,
      auth_url: `${api.url}/oauth2/token`,
    });
    api.override = ({ url }) =>
      url.startsWith("/wrong")
        ? { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such call"]) }
        : null;
    const read = await again.resource(type).read(created);
    expect(read.state).toEqual(created);
    expect(read.said.map(({ severity }) => severity)).toEqual(["error"]);
    const destroyed = await again.resource(type).apply(null, { ...created, reset_on_destroy: true });
    expect(destroyed.state).not.toBeNull();
  });

  test("a token endpoint that is not there keeps the state", async () => {
    const created = present(await driver.apply(wanted, null));
    const again = new Plugin();
    await again.configure({ ...blockFor(api), auth_url: `${api.url}/nowhere` });
    api.override = ({ url }) =>
      url === "/nowhere" ? { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such call"]) } : null;
    const read = await again.resource(type).read(created);
    expect(read.state).toEqual(created);
    expect(read.said[0]?.detail).toMatch(/auth_url.*NF_API_URL/);
  });

  test.each([
    ["401", { status: 401, body: gatewayErrorBody(401, "UNAUTHORIZED", ["no"]) }],
    ["403", { status: 403, body: gatewayErrorBody(403, "FORBIDDEN", ["no"]) }],
    ["429", { status: 429 }],
    ["500", { status: 500, body: gatewayErrorBody(500, "INTERNAL", ["oops"]) }],
    ["503", { status: 503 }],
    [
      "a 404 page that is not the API's",
      { status: 404, headers: { "content-type": "text/html" }, body: "<h1>no</h1>" },
    ],
    ["garbage", { headers: { "content-type": "application/json" }, body: "{]" }],
    ["a closed connection", { hangUp: true }],
  ])("%s on read is an error and keeps the state", async (_, answer) => {
    const created = present(await driver.apply(wanted, null));
    api.override = () => answer;
    const read = await driver.read(created);
    expect(read.state).toEqual(created);
    expect(read.said.map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("import by id and by name, then nothing to do", async () => {
    const created = present(await driver.apply(wanted, null));
    const byId = present(await driver.import(String(created.id)));
    expect(byId.id).toBe(created.id);
    expect(present(await driver.import(importBy ?? ""))).toEqual(byId);
    const { state } = await driver.plan(wanted, byId);
    expect(state).toEqual(byId);
  });

  test("import by a name that nothing has", async () => {
    const { state, said } = await driver.import("name:nobody");
    expect(state).toBeNull();
    expect(said[0]?.summary).toMatch(/No .* is named "nobody"/);
  });

  test("destroy", async () => {
    const created = present(await driver.apply(wanted, null));
    expect(await driver.apply(null, created)).toEqual({ state: null, said: [] });
  });
});
