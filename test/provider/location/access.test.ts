/** Issue 14, A14: a refusal fails the plan, and no answer only warns. */
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { gatewayErrorBody } from "../../support/fake-api/loopback";
import { ZitiController, zitiBlock } from "../../support/fake-api/ziti-controller";
import { SIGNER } from "../support/connected";
import { Plugin, present } from "../support/plugin";

jest.mock("../../../src/client/system-clock", () => ({
  systemClock: { now: () => Date.now(), sleep: async () => {} },
}));

const OTHER_NETWORK = "0d1e2f30-3a57-4c55-9d2b-0a3f6f0e9b11";
const ID = "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21";
const KINDS: readonly [string, ObjectValue][] = [
  ["netfoundry_scim_integration", { name: "Okta" }],
  ["netfoundry_scim_mapping", { integration_id: ID }],
  ["netfoundry_scim_token", { integration_id: ID }],
  ["netfoundry_auth_policy", { name: "Staff", primary: { ext_jwt: { allowed: true } } }],
  ["netfoundry_jwt_signer", SIGNER],
];

let api: FakeApi;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
});
afterEach(() => api.stop());

/** Configures a provider; that succeeds, whatever the settings, and asks the API nothing. */
async function connect(changes: ObjectValue): Promise<Plugin> {
  const plugin = new Plugin();
  expect(await plugin.configure({ ...blockFor(api), ...changes })).toEqual([]);
  expect(api.calls).toEqual([]);
  return plugin;
}

describe.each(KINDS)("the plan of a new %s", (type, config) => {
  test.each<[string, ObjectValue, RegExp]>([
    ["network name", { network_id: null, network_name: "nowhere" }, /no network named "nowhere".*"prod"/],
    ["network id", { network_id: OTHER_NETWORK }, /network.* id 0d1e2f30/],
  ])("fails with a wrong %s", async (_, changes, says) => {
    api.override = ({ url }) =>
      url.includes(`${OTHER_NETWORK}/exchange`)
        ? { status: 404, body: gatewayErrorBody(404, "NOT_FOUND", ["no such network"]) }
        : null;
    const { said } = await (await connect(changes)).resource(type).plan(config, null);
    expect(said.map(({ severity }) => severity)).toEqual(["error"]);
    expect(said[0]?.summary).toBe("The network of the provider cannot be used");
    expect(said[0]?.detail).toMatch(says);
  });

  test.each([
    [401, "/oauth2/token"],
    [403, "/core/v3/networks"],
    [401, "/core/v3/networks"],
  ])("fails with an account that is refused with %d by %s", async (status, path) => {
    const refusal = { status, body: gatewayErrorBody(status, "REFUSED", ["no"]) };
    api.override = ({ url }) => (url.startsWith(path) || url.startsWith("/scim/") ? refusal : null);
    const { said } = await (await connect({})).resource(type).plan(config, null);
    expect(said.map(({ severity }) => severity)).toEqual(["error"]);
    expect(said[0]?.summary).toBe("The API refuses the account of the provider");
  });

  test("goes on with one warning when there is no answer", async () => {
    api.override = () => ({ hangUp: true });
    const planned = await (await connect({})).resource(type).plan(config, null);
    expect(present(planned)).toMatchObject(config);
    expect(planned.said.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(planned.said[0]?.summary).toBe("The API gives no answer, so the plan is not checked against it");
  });

  test("goes on with a warning that says so when the answer is of no use", async () => {
    api.override = () => ({ status: 500, body: gatewayErrorBody(500, "BROKEN", ["no"]) });
    const { said } = await (await connect({})).resource(type).plan(config, null);
    expect(said.map(({ severity, summary }) => [severity, summary])).toEqual([
      ["warning", "The API gives no usable answer, so the plan is not checked against it"],
    ]);
  });
});

test("what is in the state fails at plan too with a wrong network name", async () => {
  const { id } = api.addIntegration("Okta");
  const plugin = await connect({ network_id: null, network_name: "nowhere" });
  const mapping = plugin.resource("netfoundry_scim_mapping");
  const stored = present(await mapping.read({ id, integration_id: id }));
  const { said } = await mapping.plan({ integration_id: id }, stored);
  expect(said.map(({ summary }) => summary)).toEqual(["The network of the provider cannot be used"]);
});

test("many plans without an answer wait once", async () => {
  let asked = 0;
  api.override = () => {
    asked += 1;
    return { hangUp: true };
  };
  const driver = (await connect({ max_retries: 2 })).resource("netfoundry_scim_integration");
  for (const name of ["Okta", "Entra", "Google"]) await driver.plan({ name }, null);
  expect(asked).toBe(3);
});

test("the plan on a plain controller fails with a wrong password", async () => {
  const controller = new ZitiController();
  await controller.start();
  const plugin = new Plugin();
  const { ziti } = zitiBlock(controller);
  await plugin.configure({ ziti: { ...ziti, password: "a-wrong-one" } });
  const { said } = await plugin.resource("netfoundry_auth_policy").plan(KINDS[3]?.[1] ?? {}, null);
  await controller.stop();
  expect(said.map(({ severity, summary }) => [severity, summary])).toEqual([
    ["error", "The API refuses the account of the provider"],
  ]);
});
