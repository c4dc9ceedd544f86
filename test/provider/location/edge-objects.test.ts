/** Issue 14, A1: policies and signers stay where they are. */
import { netfoundry } from "../../../src/provider/provider";
import { createDriver } from "../../../src/tfplugin/testing/create-driver";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { NETWORK_ID } from "../../support/fake-api/loopback";
import { ZitiController, zitiBlock } from "../../support/fake-api/ziti-controller";
import { SIGNER } from "../support/connected";

const OTHER_NETWORK = "0d1e2f30-3a57-4c55-9d2b-0a3f6f0e9b11";

const POLICY = { name: "Staff", primary: { ext_jwt: { allowed: true } } };
const KINDS: readonly [string, Readonly<Record<string, unknown>>][] = [
  ["netfoundry_auth_policy", POLICY],
  ["netfoundry_jwt_signer", SIGNER],
];

/** A provider process of its own, as each terraform command starts one. */
async function connect(block: Readonly<Record<string, unknown>>) {
  const driver = createDriver(netfoundry);
  await driver.configure(block);
  return driver;
}

interface Said {
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly summary: string;
    readonly detail: string;
  }[];
}
const errors = ({ diagnostics }: Said) =>
  diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail }) => `${summary}: ${detail}`);

describe.each(KINDS)("%s of a network", (type, config) => {
  const api = new FakeApi();
  beforeAll(() => api.start());
  afterAll(() => api.stop());

  test("is refused by read, plan and destroy when the provider works in another network", async () => {
    const { state } = await (await connect(blockFor(api))).apply(type, config);
    expect(state).toMatchObject({ network_id: NETWORK_ID, controller_url: null });
    const calls = api.calls.length;
    const elsewhere = await connect({ ...blockFor(api), network_id: OTHER_NETWORK });
    const read = await elsewhere.read(type, state ?? {});
    expect(read.state).toEqual(state);
    expect(errors(read)[0]).toMatch(
      /is in another network: It is in the network 6f1c.*works in the network 0d1e/,
    );
    const planned = await elsewhere.plan(type, { ...config, name: "Else" }, state);
    expect(errors(planned)[0]).toContain("is in another network");
    expect(errors(await elsewhere.apply(type, null, state))[0]).toContain("is in another network");
    expect(api.calls.slice(calls).filter((call) => !call.endsWith("/networks"))).toEqual([]);
  });

  test("of an old state that is not found is an error, and the state stays", async () => {
    const named = "issuer" in config ? { name: "Old", issuer: "old" } : { name: "Old" };
    const created = await (await connect(blockFor(api))).apply(type, { ...config, ...named });
    const old = { ...created.state, network_id: null };
    const read = await (await connect(blockFor(api))).read(type, { ...old, id: "elsewhere" });
    expect(read.state).toMatchObject({ name: "Old" });
    expect(errors(read)[0]).toContain("does not say yet where");
    const found = await (await connect(blockFor(api))).read(type, old);
    expect(found.state).toMatchObject({ network_id: NETWORK_ID });
  });
});

describe.each(KINDS)("%s of a plain controller", (type, config) => {
  let controller: ZitiController;
  beforeEach(async () => {
    controller = new ZitiController();
    await controller.start();
  });
  afterEach(() => controller.stop());

  const made = async () => {
    const { state, privateData } = await (await connect(zitiBlock(controller))).apply(type, config);
    if (state === null) throw new Error("not created");
    return { state, privateData };
  };
  const empty = () => {
    controller.signers.clear();
    for (const id of controller.policies.keys()) if (id !== "default") controller.policies.delete(id);
  };

  test("is refused when controller_url changes, whatever the other controller knows", async () => {
    const { state, privateData } = await made();
    expect(state).toMatchObject({ network_id: null, controller_url: controller.url });
    const other = new ZitiController();
    await other.start();
    const read = await (await connect(zitiBlock(other))).read(type, state, privateData);
    await other.stop();
    expect(read.state).toEqual(state);
    expect(errors(read)[0]).toContain("is on another controller");
    expect(errors(read)[0]).toContain("ziti.controller_url (ZITI_API_HOST)");
  });

  test("is the same under another spelling of the address", async () => {
    const { state, privateData } = await made();
    const { ziti } = zitiBlock(controller);
    const controller_url = `${controller.url}/edge/management/v1/`;
    const read = await (await connect({ ziti: { ...ziti, controller_url } })).read(type, state, privateData);
    expect(read.state).toEqual(state);
    expect(errors(read)).toEqual([]);
  });

  test("stays in the state when the controller was set up anew, read or destroyed", async () => {
    const { state, privateData } = await made();
    empty();
    controller.account = "another";
    const driver = await connect(zitiBlock(controller));
    const read = await driver.read(type, state, privateData);
    expect(read.state).toEqual(state);
    expect(errors(read)[0]).toContain("It may have been set up anew");
    expect((await driver.apply(type, null, state, privateData)).state).toEqual(state);
  });

  test("leaves the state when it was deleted on the same controller, by any account", async () => {
    const { state, privateData } = await made();
    empty();
    expect((await (await connect(zitiBlock(controller))).read(type, state, privateData)).state).toBeNull();
    const admin = {
      id: controller.account,
      name: "Default Admin",
      externalId: null,
      authPolicyId: "default",
    };
    const rest = { isAdmin: true, disabled: false, createdAt: CREATED, updatedAt: CREATED };
    controller.identities.set(admin.id, { ...admin, ...rest });
    controller.account = "another";
    expect((await (await connect(zitiBlock(controller))).read(type, state, privateData)).state).toBeNull();
  });

  test("leaves the state when another object of the run shows that the controller is the one", async () => {
    const { state } = await made();
    const driver = await connect(zitiBlock(controller));
    const other = await driver.apply("netfoundry_auth_policy", { name: "Other" });
    const kept = controller.policies.get(String(other.state?.id));
    empty();
    if (kept !== undefined) controller.policies.set(kept.id, kept);
    expect((await driver.read(type, state)).state).toBeNull();
  });
});

const CREATED = "2026-01-01T00:00:00.000Z";
