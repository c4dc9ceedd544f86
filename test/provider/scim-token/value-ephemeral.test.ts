import { generateKeyPairSync } from "node:crypto";
import { netfoundry } from "../../../src/provider/provider";
import { seal, unseal } from "../../../src/provider/scim-token/storage";
import { createDriver, type Driver } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";

const keys = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const own = keys();
const SLOT = "netfoundry_scim_token";
const VALUE = "netfoundry_scim_token_value";

let api: FakeApi;
let integration_id: string;
let driver: Driver;

/** A provider process of its own, as every run of terraform has. */
async function newProcess(): Promise<Driver> {
  const next = createDriver(netfoundry);
  await next.configure(blockFor(api));
  return next;
}

beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  driver = await newProcess();
  integration_id = api.addIntegration("Okta").id;
});
afterEach(() => api.stop());

async function minted(
  config: Readonly<Record<string, unknown>>,
  prior: Readonly<Record<string, unknown>> | null = null,
) {
  const { state, diagnostics } = await driver.apply(SLOT, { integration_id, ...config }, prior);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return state ?? {};
}
const sealed = { storage: "sealed", sealing_public_key: own.publicKey };

describe("where a token is kept", () => {
  test("none: the state has the fingerprint, and neither the token nor a sealed one", async () => {
    const state = await minted({ storage: "none" });
    expect(state).toMatchObject({
      token: null,
      token_sealed: null,
      fingerprint: expect.stringMatching(/^sha256:/),
    });
  });

  test("sealed: the state has what only the private key opens", async () => {
    const state = await minted(sealed);
    expect(state.token).toBeNull();
    expect(unseal(String(state.token_sealed), own.privateKey)).toBe(`secret of ${state.token_id}`);
  });

  test("moving the token out of the state seals its value and mints nothing", async () => {
    const before = await minted({});
    const after = await minted(sealed, before);
    expect(after).toMatchObject({ token: null, token_id: before.token_id, generation: 1 });
    expect(unseal(String(after.token_sealed), own.privateKey)).toBe(before.token);
    expect(await minted({ storage: "none" }, after)).toMatchObject({ token: null, token_sealed: null });
    expect(api.idempotencyKeys).toHaveLength(1);
  });

  test("sealed without a key, or with a key that is none, is refused", async () => {
    const refused = async (config: object) =>
      (await driver.validate(SLOT, { integration_id, storage: "sealed", ...config })).diagnostics
        .map(({ summary, detail }) => summary + detail)
        .join();
    expect(await refused({})).toContain("sealing_public_key is missing");
    expect(await refused({ sealing_public_key: "hello" })).toContain("cannot be read");
    const leaked = await refused({ sealing_public_key: own.privateKey });
    expect(leaked).toContain("got a private key");
    expect(leaked).not.toContain(own.privateKey.split("\n")[1]);
    const { publicKey } = generateKeyPairSync("ec", {
      namedCurve: "P-256",
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    expect(await refused({ sealing_public_key: publicKey })).toContain("got a key of type ec");
  });
});

describe("the value of a token", () => {
  test("is in the memory of the process that minted it, wherever it is stored", async () => {
    const { token_id } = await minted({ storage: "none" });
    const { result } = await driver.open(VALUE, { token_id });
    expect(result).toMatchObject({ token: `secret of ${token_id}`, available: true });
  });

  test("is read from the sealed copy by a later process", async () => {
    const { token_id, token_sealed } = await minted(sealed);
    const later = await newProcess();
    const { result } = await later.open(VALUE, { token_id, token_sealed, private_key: own.privateKey });
    expect(result).toMatchObject({ token: `secret of ${token_id}`, available: true });
  });

  test("is otherwise not to be had, and nothing is minted for it", async () => {
    const { token_id } = await minted({ storage: "none" });
    const later = await newProcess();
    const before = api.calls.length;
    const { result, diagnostics } = await later.open(VALUE, { token_id });
    expect(result).toMatchObject({ token: null, available: false });
    expect(diagnostics).toEqual([]);
    expect(api.calls.length).toBe(before);
  });

  test("sealed for somebody else is an error that shows no part of the key", async () => {
    const other = keys().privateKey;
    const token_sealed = seal("a token", own.publicKey);
    const { diagnostics } = await driver.open(VALUE, { token_id: "t", token_sealed, private_key: other });
    const said = JSON.stringify(diagnostics);
    expect(said).toContain("cannot be opened with this key");
    expect(said).not.toContain(other.split("\n")[1]);
  });
});
