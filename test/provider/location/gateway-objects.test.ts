/** Issue 14, A1: an object that is not found is gone only where it is known to be. */
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { blockFor, type FakeApi } from "../../support/fake-api/fake-api";
import { gatewayErrorBody, NETWORK_ID } from "../../support/fake-api/loopback";
import { connected } from "../support/connected";
import { errorsOf, Plugin, present } from "../support/plugin";

const OTHER_NETWORK = "0d1e2f30-3a57-4c55-9d2b-0a3f6f0e9b11";

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

const KINDS: readonly [string, (id: string) => ObjectValue][] = [
  ["netfoundry_scim_integration", () => ({ name: "Okta" })],
  ["netfoundry_scim_mapping", (id) => ({ integration_id: id })],
  ["netfoundry_scim_token", (id) => ({ integration_id: id })],
];

/** A provider process of its own, as each terraform command starts one. */
async function connect(changes: ObjectValue = {}): Promise<Plugin> {
  const another = new Plugin();
  await another.configure({ ...blockFor(api), ...changes });
  return another;
}

/** The account sees only the network with that id. */
function showOnly(networkId: string): void {
  api.override = ({ url }) => {
    if (!url.startsWith("/core/v3/networks?")) return null;
    const networkList = [{ id: networkId, name: "other", status: "PROVISIONED" }];
    const page = { number: 0, size: 1, totalElements: 1, totalPages: 1 };
    return { body: { _embedded: { networkList }, page } };
  };
}

describe.each(KINDS)("%s", (type, config) => {
  let stored: ObjectValue;
  beforeEach(async () => {
    const { id } = api.addIntegration(type === "netfoundry_scim_integration" ? "Other" : "Okta");
    stored = present(await plugin.resource(type).apply(config(id), null));
  });

  test("stores the network with its create", () => {
    expect(stored.network_id).toBe(NETWORK_ID);
  });

  test("stays in the state when the account does not see its network", async () => {
    api.integrations.clear();
    showOnly(OTHER_NETWORK);
    const driver = (await connect({ network_id: OTHER_NETWORK })).resource(type);
    const read = await driver.read(stored);
    expect(read.state).toEqual(stored);
    expect(errorsOf(read)[0]).toContain(`does not see the network ${NETWORK_ID}`);
    const destroyed = await driver.apply(null, { ...stored, reset_on_destroy: true });
    expect(destroyed.state).not.toBeNull();
  });

  test("stays in the state when the API knows networks but nothing of SCIM", async () => {
    api.override = ({ url }) =>
      url.startsWith("/scim/")
        ? { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such path"]) }
        : null;
    const read = await (await connect()).resource(type).read(stored);
    expect(read.state).toEqual(stored);
    expect(errorsOf(read)).toHaveLength(1);
  });

  test("leaves the state when it is deleted in a network that the account sees", async () => {
    api.integrations.clear();
    expect((await (await connect()).resource(type).read(stored)).state).toBeNull();
  });
});

describe.each(KINDS.slice(1))("%s in a state that does not say its network", (type, config) => {
  let old: ObjectValue;
  let integrationId: string;
  beforeEach(async () => {
    integrationId = api.addIntegration("Okta").id;
    const created = present(await plugin.resource(type).apply(config(integrationId), null));
    old = { ...created, network_id: null };
  });

  test("gets it with the first successful read", async () => {
    expect(present(await (await connect()).resource(type).read(old)).network_id).toBe(NETWORK_ID);
  });

  test("stays in the state when it is not found", async () => {
    api.integrations.clear();
    const read = await (await connect()).resource(type).read(old);
    expect(read.state).toEqual(old);
    expect(errorsOf(read)[0]).toMatch(
      /does not say yet where the SCIM integration .* is.*terraform state rm/s,
    );
  });

  test("leaves the state with its integration, which says the network", async () => {
    const integration = present(
      await plugin.resource("netfoundry_scim_integration").apply({ name: "New" }, null),
    );
    api.integrations.clear();
    const another = await connect();
    await another.resource("netfoundry_scim_integration").read({ ...integration, id: integrationId });
    expect((await another.resource(type).read(old)).state).toBeNull();
  });
});

describe("an integration whose configuration names no network", () => {
  const type = "netfoundry_scim_integration";

  test("is refused when the provider works in another one, with both ways out", async () => {
    const stored = present(await plugin.resource(type).apply({ name: "Okta" }, null));
    showOnly(OTHER_NETWORK);
    const driver = (await connect({ network_id: OTHER_NETWORK })).resource(type);
    const planned = await driver.plan({ name: "Okta" }, stored);
    expect(errorsOf(planned)[0]).toContain(`set network_id = "${NETWORK_ID}" in the resource`);
    expect(errorsOf(planned)[0]).toContain(`set network_id = "${OTHER_NETWORK}" in the resource`);
    const named = { name: "Okta", network_id: NETWORK_ID };
    expect((await driver.plan(named, stored)).said).toEqual([]);
  });
});
