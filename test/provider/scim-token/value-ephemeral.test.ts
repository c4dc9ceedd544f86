import { constants, publicEncrypt } from "node:crypto";
import { calculateJwkThumbprint, compactDecrypt, importPKCS8, importSPKI } from "jose";
import { netfoundry } from "../../../src/provider/provider";
import { seal } from "../../../src/provider/scim-token/sealing/seal";
import { createDriver, type Driver } from "../../../src/tfplugin";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { ecKeys, ed25519Keys, rsaKeys, x25519Keys } from "../../support/key-pairs";

const own = rsaKeys();
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
    expect(await opened(state, own.privateKey)).toBe(`secret of ${state.token_id}`);
  });

  test("moving the token out of the state seals its value and mints nothing", async () => {
    const before = await minted({});
    const after = await minted(sealed, before);
    expect(after).toMatchObject({ token: null, token_id: before.token_id, generation: 1 });
    expect(await opened(after, own.privateKey)).toBe(before.token);
    expect(await minted({ storage: "none" }, after)).toMatchObject({ token: null, token_sealed: null });
    expect(api.idempotencyKeys).toHaveLength(1);
  });

  test("sealed too late: the plan says that a token stored nowhere has no value to seal", async () => {
    const before = await minted({ storage: "none" });
    const after = await minted(sealed, before);
    const { diagnostics } = await driver.plan(SLOT, { integration_id, ...sealed }, after);
    expect(diagnostics).toMatchObject([{ summary: "The value of an auth token is not known" }]);
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
    const kinds: [string, string][] = [
      [ecKeys("P-384").publicKey, "got a key of type ec on the curve secp384r1"],
      [ed25519Keys().publicKey, "got a key of type ed25519"],
      [rsaKeys(1024).publicKey, "got an RSA key of 1024 bits"],
    ];
    for (const [sealing_public_key, problem] of kinds)
      expect(await refused({ sealing_public_key })).toContain(problem);
  });
});

describe("how a token is sealed", () => {
  test.each([
    ["RSA", "RSA-OAEP-256", () => own],
    ["EC P-256", "ECDH-ES", () => ecKeys("P-256")],
    ["X25519", "ECDH-ES", x25519Keys],
  ])("for a key of the kind %s: a JWE that any JOSE library opens", async (_, alg, pair) => {
    const { publicKey, privateKey } = pair();
    const state = await minted({ storage: "sealed", sealing_public_key: publicKey });
    const key = await importPKCS8(privateKey, alg);
    const { plaintext, protectedHeader } = await compactDecrypt(String(state.token_sealed), key);
    expect(new TextDecoder().decode(plaintext)).toBe(`secret of ${state.token_id}`);
    const kid = await calculateJwkThumbprint(await importSPKI(publicKey, alg, { extractable: true }));
    expect(protectedHeader).toMatchObject({ alg, enc: "A256GCM", kid });
    expect(await opened(state, privateKey)).toBe(`secret of ${state.token_id}`);
  });

  test("what version 0.1.0 sealed still opens", async () => {
    const scheme = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
    const token_sealed = publicEncrypt(
      { key: own.publicKey, ...scheme },
      Buffer.from("an old token"),
    ).toString("base64");
    expect(await opened({ token_id: "t", token_sealed }, own.privateKey)).toBe("an old token");
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

  test.each([
    [
      "another key of the same kind",
      () => rsaKeys(),
      /sealed for the key \S+, and private_key is the key \S+\./,
    ],
    ["a key of another kind", x25519Keys, /sealed for the key \S+, and private_key is the key \S+\./],
  ])("sealed for %s: a warning that shows no part of it, and no value", async (_, pair, problem) => {
    const { privateKey } = pair();
    const token_sealed = await seal("a token", own.publicKey);
    const { result, diagnostics } = await driver.open(VALUE, {
      token_id: "t",
      token_sealed,
      private_key: privateKey,
    });
    expect(result).toMatchObject({ token: null, available: false });
    expect(diagnostics).toMatchObject([
      {
        severity: "warning",
        summary: "A sealed auth token cannot be opened with this key",
        detail: expect.stringMatching(problem),
        path: ["private_key"],
      },
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain(privateKey.split("\n")[1]);
  });

  test.each([
    ["of version 0.1.0", "bm90aGluZw=="],
    ["that is damaged", "a.b.c.d.e"],
  ])("a sealed copy %s that the key does not open is a warning too", async (_, token_sealed) => {
    const given = { token_id: "t", token_sealed, private_key: own.privateKey };
    const { result, diagnostics } = await driver.open(VALUE, given);
    expect(result).toMatchObject({ token: null, available: false });
    expect(diagnostics).toMatchObject([{ severity: "warning", path: ["private_key"] }]);
  });

  test("a sealed copy without a private key: a warning says that it stays sealed", async () => {
    const given = { token_id: "t", token_sealed: await seal("a token", own.publicKey) };
    const { result, diagnostics } = await driver.open(VALUE, given);
    expect(result).toMatchObject({ token: null, available: false });
    expect(diagnostics).toMatchObject([
      { severity: "warning", summary: "A sealed auth token stays sealed in this run" },
    ]);
  });

  test("a text that is no private key is refused, and not repeated", async () => {
    const given = { token_id: "t", token_sealed: "a.b.c.d.e", private_key: "s3cret words" };
    for (const { diagnostics } of [
      await driver.validateEphemeral(VALUE, given),
      await driver.open(VALUE, given),
    ]) {
      expect(diagnostics).toMatchObject([{ severity: "error", path: ["private_key"] }]);
      expect(JSON.stringify(diagnostics)).not.toContain("s3cret words");
    }
  });
});

/** The value that the ephemeral resource of a later process finds in a sealed copy. */
async function opened(slot: Readonly<Record<string, unknown>>, private_key: string) {
  const { token_id, token_sealed } = slot;
  const { result, diagnostics } = await (await newProcess()).open(VALUE, {
    token_id,
    token_sealed,
    private_key,
  });
  expect(diagnostics).toEqual([]);
  return result?.token;
}
