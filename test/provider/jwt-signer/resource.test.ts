import type { FakeApi } from "../../support/fake-api/fake-api";
import { gatewayErrorBody, policyBody } from "../../support/fake-api/loopback";
import { connected, SIGNER } from "../support/connected";
import { type Plugin, present } from "../support/plugin";

/** Nobody really waits: only the clock moves on. */
let mockSlept = 0;
jest.mock("../../../src/client/system-clock", () => ({
  systemClock: {
    now: () => Date.now() + mockSlept,
    sleep: async (milliseconds: number) => {
      mockSlept += milliseconds;
    },
  },
}));

let api: FakeApi;
let plugin: Plugin;
beforeEach(async () => {
  ({ api, plugin } = await connected());
});
afterEach(() => api.stop());

describe("JWT signers", () => {
  const driver = () => plugin.resource("netfoundry_jwt_signer");

  test("a controller's own spelling of the claim is no change", async () => {
    const created = present(await driver().apply(SIGNER, null));
    const [id, signer] = [...api.signers][0] ?? ["", { id: "", name: "" }];
    api.signers.set(id, { ...signer, claimsProperty: "/sub" });
    expect(present(await driver().read(created))).toEqual(created);
    expect(created.claims_property).toBe("sub");
  });

  test("a kid that is only the fingerprint is no change", async () => {
    const created = present(await driver().apply(SIGNER, null));
    const [id, signer] = [...api.signers][0] ?? ["", { id: "", name: "" }];
    api.signers.set(id, { ...signer, kid: "ab12", fingerprint: "AB:12" });
    expect(present(await driver().read(created)).kid).toBeNull();
  });

  test("blanks and nulls are never sent", async () => {
    await driver().apply(SIGNER, null);
    const [sent] = api.bodies("POST", "/external-jwt-signers");
    expect(Object.values(sent as object)).not.toEqual(expect.arrayContaining([null]));
    expect(Object.values(sent as object)).not.toEqual(expect.arrayContaining([""]));
  });

  test("one in use says which policy names it", async () => {
    const created = present(await driver().apply(SIGNER, null));
    const policy = policyBody({ secondary: { requireTotp: false, requireExtJwtSigner: created.id } });
    api.policies.set(policy.id, policy);
    api.override = ({ method }) =>
      method === "DELETE" ? { status: 409, body: gatewayErrorBody(409, "CONFLICT", ["in use"]) } : null;
    const { said } = await driver().apply(null, created);
    expect(said[0]?.detail).toContain('the auth policy "Staff" (policy-1) names it');
  });
});
