import { netfoundry } from "../../../../src/provider/provider";
import { mintKey, mintTag } from "../../../../src/provider/scim-token/mint/mint-keys";
import { createDriver } from "../../../../src/tfplugin";
import { blockFor, FakeApi } from "../../../support/fake-api/fake-api";

const SLOT = "netfoundry_scim_token";
const first = { integrationId: "i-1", generation: 1 };
const request = { description: null, lifetimeSeconds: 60 };

describe("the key and the tag of a mint", () => {
  test("are the same in every run", () => {
    expect(mintKey("secret", first, { ...request })).toBe(mintKey("secret", { ...first }, request));
    expect(mintTag("secret", { ...first })).toBe(mintTag("secret", first));
  });

  test("differ by client secret, integration and generation; the key by request too", () => {
    const keys = [
      mintKey("secret", first, request),
      mintKey("another secret", first, request),
      mintKey("secret", { ...first, integrationId: "i-2" }, request),
      mintKey("secret", { ...first, generation: 2 }, request),
      mintKey("secret", first, { ...request, lifetimeSeconds: 61 }),
      mintTag("secret", first),
      mintTag("another secret", first),
      mintTag("secret", { ...first, integrationId: "i-2" }),
      mintTag("secret", { ...first, generation: 2 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe("with an API", () => {
  let api: FakeApi;
  let integration_id: string;
  beforeEach(async () => {
    api = new FakeApi();
    await api.start();
    integration_id = api.addIntegration("Okta").id;
  });
  afterEach(() => api.stop());

  test.each(["state", "none"])("with storage = %s, nothing that is stored opens a token", async (storage) => {
    const driver = createDriver(netfoundry);
    await driver.configure(blockFor(api));
    const { state, privateData } = await driver.apply(SLOT, { integration_id, storage });
    const read = await driver.read(SLOT, state ?? {}, privateData);
    const stored = JSON.stringify([state, read.state]) + Buffer.concat([privateData, read.privateData]);
    const [key] = api.idempotencyKeys;
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(blockFor(api).client_secret);
  });

  test("a refresh forgets the key that an earlier version kept", async () => {
    const driver = createDriver(netfoundry);
    await driver.configure(blockFor(api));
    const { state } = await driver.apply(SLOT, { integration_id });
    const kept = Buffer.from(JSON.stringify({ nextMintKey: "a-key-of-an-earlier-version" }));
    const { privateData } = await driver.read(SLOT, state ?? {}, kept);
    expect(Buffer.from(privateData).toString()).not.toContain("a-key-of-an-earlier-version");
  });

  describe("with a ready bearer token", () => {
    const before = process.env.NETFOUNDRY_API_TOKEN;
    beforeEach(() => {
      process.env.NETFOUNDRY_API_TOKEN = "a-ready-bearer";
    });
    afterEach(() => {
      if (before === undefined) delete process.env.NETFOUNDRY_API_TOKEN;
      else process.env.NETFOUNDRY_API_TOKEN = before;
    });

    const run = async () => {
      const driver = createDriver(netfoundry);
      const { client_id, client_secret, ...block } = blockFor(api);
      await driver.configure({ ...block, max_retries: 3 });
      return driver;
    };

    test("a mint has neither key nor tag, and is sent once", async () => {
      api.override = ({ method }) => (method === "POST" ? { hangUp: true } : null);
      const { diagnostics } = await (await run()).apply(SLOT, { integration_id });
      expect(diagnostics.map(({ severity }) => severity)).toEqual(["error"]);
      expect(api.idempotencyKeys).toEqual([undefined]);
      expect(api.bodies("POST", "/tokens")).toEqual([
        { description: null, lifetimeSeconds: 365 * 24 * 3600 },
      ]);
    });

    test("a mint whose answer was lost shows as superseded", async () => {
      const config = (release: string) => ({ integration_id, rotation_triggers: { release } });
      const { state } = await (await run()).apply(SLOT, config("1"));
      await (await run()).apply(SLOT, config("2"), state);
      const found = await (await run()).read(SLOT, state ?? {});
      expect(found.state).toMatchObject({ status: "superseded", rotation_due: false });
    });
  });
});
