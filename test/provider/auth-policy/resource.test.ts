import type { FakeApi } from "../../support/fake-api/fake-api";
import { edgePage, gatewayErrorBody, identityBody, policyBody } from "../../support/fake-api/loopback";
import { connected } from "../support/connected";
import { type Plugin, present } from "../support/plugin";

/** How long was paused; nobody really waits, only the clock moves on. */
const paused: number[] = [];
let mockSlept = 0;
jest.mock("../../../src/client/system-clock", () => ({
  systemClock: {
    now: () => Date.now() + mockSlept,
    sleep: async (milliseconds: number) => {
      paused.push(milliseconds);
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

describe("auth policies", () => {
  const driver = () => plugin.resource("netfoundry_auth_policy");

  test("what is left out is not allowed", async () => {
    const created = present(await driver().apply({ name: "Staff" }, null));
    expect(created.primary).toEqual({
      cert: { allowed: false, allow_expired: false },
      ext_jwt: { allowed: false, allowed_signer_ids: [] },
      updb: {
        allowed: false,
        min_password_length: 5,
        require_special_char: false,
        require_number_char: false,
        require_mixed_case: false,
        max_attempts: 0,
        lockout_duration_minutes: 0,
      },
    });
  });

  test("a signer that does not exist is named at its attribute", async () => {
    api.override = ({ method, url }) =>
      method === "POST" && url.endsWith("/auth-policies")
        ? {
            status: 404,
            body: { error: { code: "NOT_FOUND", message: "not found", requestId: "r" }, meta: {} },
          }
        : null;
    const primary = { cert: null, ext_jwt: { allowed: true, allowed_signer_ids: ["nope"] }, updb: null };
    const { said } = await driver().apply({ name: "Staff", primary }, null);
    expect(said[0]).toMatchObject({ attribute: "primary", summary: "There is no JWT signer nope" });
  });

  test("a name that is taken explains the import", async () => {
    await driver().apply({ name: "Staff" }, null);
    const { said } = await driver().apply({ name: "Staff" }, null);
    expect(said[0]).toMatchObject({ attribute: "name" });
    expect(said[0]?.detail).toMatch(/terraform import netfoundry_auth_policy\.<name> entity-\d+/);
  });

  test("one in use says who uses it", async () => {
    const created = present(await driver().apply({ name: "Staff" }, null));
    const integration = api.addIntegration("Okta");
    api.integrations.set(integration.id, {
      ...integration,
      mapping: { ...integration.mapping, authPolicyId: String(created.id) },
    });
    api.override = ({ method }) =>
      method === "DELETE" ? { status: 409, body: gatewayErrorBody(409, "CONFLICT", ["in use"]) } : null;
    const { state, said } = await driver().apply(null, created);
    expect(state).toEqual(created);
    expect(said[0]?.summary).toBe('The auth policy "Staff" is in use');
    expect(said[0]?.detail).toContain(`the SCIM integration "Okta" (${integration.id})`);
    expect(said[0]?.detail).toContain("run the same command again");
    expect(said[0]?.detail).toContain("depends_on = [netfoundry_auth_policy.<name>]");
  });

  test("one whose integration goes in the same run is deleted as soon as that is gone", async () => {
    const created = present(await driver().apply({ name: "Staff" }, null));
    const { id, mapping, ...rest } = api.addIntegration("Okta");
    api.integrations.set(id, { ...rest, id, mapping: { ...mapping, authPolicyId: String(created.id) } });
    let refusals = 0;
    api.override = ({ method }) => {
      if (method !== "DELETE" || api.integrations.size === 0) return null;
      if (++refusals === 3) api.integrations.clear();
      return { status: 409, body: gatewayErrorBody(409, "CONFLICT", ["in use"]) };
    };
    paused.length = 0;
    expect(await driver().apply(null, created)).toEqual({ state: null, said: [] });
    expect(paused).toEqual([250, 500, 1000]);
  });

  test("one that only identities have is refused at once", async () => {
    const created = present(await driver().apply({ name: "Staff" }, null));
    const identity = identityBody({ name: "alice", authPolicyId: created.id });
    api.override = ({ method, url }) => {
      if (url.includes("/identities")) return { body: edgePage([identity], 1) };
      return method === "DELETE"
        ? { status: 409, body: gatewayErrorBody(409, "CONFLICT", ["in use"]) }
        : null;
    };
    paused.length = 0;
    const { said } = await driver().apply(null, created);
    expect(said[0]?.detail).toContain('1 identity has it: "alice"');
    expect(paused).toEqual([]);
  });

  test("the default policy is not deleted", async () => {
    api.policies.set("default", { ...policyBody(), id: "default", name: "Default" });
    const imported = present(await driver().import("default"));
    const { state, said } = await driver().apply(null, imported);
    expect(state).toEqual(imported);
    expect(said[0]?.summary).toBe("The default auth policy cannot be deleted");
  });

  test("made but not read back: it is in the state, so that nothing is made twice", async () => {
    api.override = ({ method, url }) =>
      method === "GET" && url.includes("/auth-policies/") ? { status: 500 } : null;
    const { state, said } = await driver().apply({ name: "Staff" }, null);
    expect(said.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(state).toMatchObject({ id: [...api.policies.keys()][0], name: "Staff" });
  });
});
