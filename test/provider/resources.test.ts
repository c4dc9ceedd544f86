import type { ObjectValue } from "../../src/tfplugin/value/type";
import { edgePage, gatewayErrorBody, identityBody, policyBody } from "../client/loopback";
import { blockFor, FakeApi } from "./fake-api";
import { Plugin, present, type ResourceDriver } from "./plugin";

/** How long was paused; nobody really waits, only the clock moves on. */
const paused: number[] = [];
let mockSlept = 0;
jest.mock("../../src/client/system-clock", () => ({
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
  api = new FakeApi();
  await api.start();
  plugin = new Plugin();
  await plugin.configure(blockFor(api));
});
afterEach(() => api.stop());

interface Kind {
  readonly type: string;
  /** A configuration that stands for itself. */
  config(): ObjectValue;
  readonly change: ObjectValue;
  readonly importBy?: string;
}

const SIGNER = {
  name: "Okta",
  issuer: "https://idp.example.com",
  audience: "openziti",
  jwks_endpoint: "https://idp.example.com/keys",
};

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

describe("integrations", () => {
  const driver = () => plugin.resource("netfoundry_scim_integration");

  test("a rename keeps what the plan promised although a sibling minted a token meanwhile", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const integration = api.integrations.get(String(created.id));
    if (integration) api.integrations.set(integration.id, { ...integration, hasAuthToken: true });
    const updated = await driver().apply({ name: "Okta 2" }, created);
    expect(updated.said).toEqual([]);
    expect(updated.state).toMatchObject({ has_auth_token: false });
    expect(present(await driver().read(present(updated)))).toMatchObject({ has_auth_token: true });
  });

  test("only a rename makes updated_at unknown", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const fate = await driver().plan({ name: "Okta", identities_on_destroy: "delete" }, created);
    expect(fate.state).toEqual({ ...created, identities_on_destroy: "delete" });
    const renamed = await driver().plan({ name: "Entra" }, created);
    expect(String(renamed.state?.updated_at)).toBe("(known after apply)");
  });

  test("a name that is taken explains the import", async () => {
    const taken = api.addIntegration("Okta");
    const { state, said } = await driver().apply({ name: "Okta" }, null);
    expect(state).toBeNull();
    expect(said[0]).toMatchObject({
      attribute: "name",
      summary: 'The SCIM integration "Okta" exists already',
    });
    expect(said[0]?.detail).toContain(`terraform import netfoundry_scim_integration.<name> ${taken.id}`);
  });

  test("two of the same name cannot be imported by it", async () => {
    const ids = [api.addIntegration("Okta").id, api.addIntegration("Okta").id];
    const { said } = await driver().import("name:Okta");
    expect(said[0]?.detail).toContain(ids.join(", "));
  });

  test("another network replaces it", async () => {
    const created = present(await driver().apply({ name: "Okta" }, null));
    const moved = await driver().plan(
      { name: "Okta", network_id: "11111111-1111-4111-8111-111111111111" },
      created,
    );
    expect(moved.replaced).toEqual(["network_id"]);
  });

  test("destroying it with its identities says how many", async () => {
    const created = present(await driver().apply({ name: "Okta", identities_on_destroy: "delete" }, null));
    api.preview = { identities: 12, unchanged: 12 };
    const { said } = await driver().plan(null, created);
    expect(said[0]).toMatchObject({ severity: "warning" });
    expect(said[0]?.summary).toContain("deletes its 12 identities");
  });
});

describe("mapping settings", () => {
  const driver = () => plugin.resource("netfoundry_scim_mapping");

  test("the plan warns with the numbers", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    api.preview = {
      identities: 40,
      unchanged: 10,
      renamed: 20,
      rekeyed: 5,
      externalIdLost: 3,
      policyChanged: 7,
      conflicts: 1,
    };
    const { said } = await driver().plan({ ...wanted, identity_name: "nick_name" }, created);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      severity: "warning",
      summary: "The new mapping settings change 30 of 40 identities",
    });
    expect(said[0]?.detail.split("\n").map((line) => /\d+/.exec(line)?.[0])).toEqual([
      "3",
      "5",
      "7",
      "20",
      "1",
    ]);
  });

  test("nothing is asked for and nothing said when nothing changes", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    const before = api.calls.length;
    expect((await driver().plan(wanted, created)).said).toEqual([]);
    expect(api.calls).toHaveLength(before);
  });

  test("a preview that fails leaves the plan standing", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id };
    const created = present(await driver().apply(wanted, null));
    api.override = ({ url }) => (url.endsWith("/preview") ? { status: 500 } : null);
    const { state, said } = await driver().plan({ ...wanted, identity_name: "nick_name" }, created);
    expect(state).toMatchObject({ identity_name: "nick_name" });
    expect(said.map(({ severity }) => severity)).toEqual(["warning"]);
  });

  test("an auth policy that does not exist is named at its attribute", async () => {
    const integration_id = api.addIntegration("Okta").id;
    const fieldErrors = [{ field: "authPolicyId", reason: 'names no auth policy of the network: "nope"' }];
    api.override = ({ method }) =>
      method === "PUT" ? { status: 400, body: gatewayErrorBody(400, "BAD_REQUEST", [], fieldErrors) } : null;
    const { said } = await driver().apply({ integration_id, auth_policy_id: "nope" }, null);
    expect(said[0]).toMatchObject({ severity: "error", attribute: "auth_policy_id" });
    expect(said[0]?.detail).toContain('"nope"');
  });

  test("an integration that does not exist is named at its attribute", async () => {
    const { said } = await driver().apply({ integration_id: "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21" }, null);
    expect(said[0]).toMatchObject({ severity: "error", attribute: "integration_id" });
  });

  test("destroy leaves the settings, and the plan says so", async () => {
    const wanted = { integration_id: api.addIntegration("Okta").id, identity_name: "nick_name" };
    const created = present(await driver().apply(wanted, null));
    expect((await driver().plan(null, created)).said[0]?.summary).toBe(
      "The mapping settings stay as they are",
    );
    await driver().apply(null, created);
    expect(api.integrations.get(wanted.integration_id)?.mapping.identityNameField).toBe("NICK_NAME");
  });

  test("destroy sets them back when it is told to", async () => {
    const wanted = {
      integration_id: api.addIntegration("Okta").id,
      identity_name: "nick_name",
      reset_on_destroy: true,
    };
    const created = present(await driver().apply(wanted, null));
    expect((await driver().plan(null, created)).said).toEqual([]);
    await driver().apply(null, created);
    expect(api.integrations.get(wanted.integration_id)?.mapping.identityNameField).toBe("USER_NAME");
  });
});

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
    expect(said.map(({ severity }) => severity)).toEqual(["error"]);
    expect(state).toMatchObject({ id: [...api.policies.keys()][0], name: "Staff" });
  });
});

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
