import type { ObjectValue } from "../../src/tfplugin/value/type";
import { blockFor, FakeApi } from "../support/fake-api/fake-api";
import { policyBody, signerBody } from "../support/fake-api/loopback";
import { Plugin, present, type ResourceDriver } from "./support/plugin";

let api: FakeApi;
beforeEach(async () => {
  api = new FakeApi();
  await api.start();
});
afterEach(() => api.stop());

/** A provider process of its own, as each terraform command starts one. */
async function connect(type: string): Promise<ResourceDriver> {
  const plugin = new Plugin();
  await plugin.configure(blockFor(api));
  return plugin.resource(type);
}

/** Imports, and plans what was imported: the plan has to be empty. */
async function imported(type: string, id: string): Promise<ObjectValue> {
  const outcome = await (await connect(type)).import(id);
  expect(outcome.said).toEqual([]);
  return present(outcome);
}

describe("a value that only a newer API knows", () => {
  test("of a mapping is kept as text, and only the configuration may not have it", async () => {
    const integration = api.addIntegration("Okta");
    const mapping = {
      ...integration.mapping,
      identityNameField: "EMPLOYEE_NUMBER",
      identityNameConflict: "suffix",
      externalIdField: "ENTRA_OBJECT_ID",
    };
    api.integrations.set(integration.id, { ...integration, mapping });
    const type = "netfoundry_scim_mapping";
    const state = await imported(type, integration.id);
    expect(state).toMatchObject({
      identity_name: "EMPLOYEE_NUMBER",
      identity_name_conflict: "suffix",
      external_id: { source: "ENTRA_OBJECT_ID" },
    });
    const driver = await connect(type);
    const written = { integration_id: integration.id, identity_name: "EMPLOYEE_NUMBER" };
    expect((await driver.validate(written)).map(({ attribute }) => attribute)).toEqual(["identity_name"]);
    const changed = await driver.apply({ integration_id: integration.id }, state);
    expect(present(changed)).toMatchObject({ identity_name: "user_name", external_id: { source: "none" } });
  });

  test("of an integration is kept as text, and a rename does not stop at it", async () => {
    const integration = api.addIntegration("Okta", { adoptIdentities: "email" });
    const state = await imported("netfoundry_scim_integration", integration.id);
    expect(state).toMatchObject({ adopt_identities: "email" });
    const renamed = await (await connect("netfoundry_scim_integration")).apply({ name: "Entra" }, state);
    expect(present(renamed)).toMatchObject({ name: "Entra", adopt_identities: "never" });
  });

  test("of a token becomes the status of its slot, and nothing rotates for it", async () => {
    const { id } = api.addIntegration("Okta");
    const type = "netfoundry_scim_token";
    const config = { integration_id: id };
    const created = present(await (await connect(type)).apply(config, null));
    api.changeToken(id, String(created.token_id), { state: "suspended" });
    const read = present(await (await connect(type)).read(created));
    expect(read.status).toBe("suspended");
    expect((await (await connect(type)).plan(config, read)).state).toEqual(read);
    await (await connect(type)).apply(null, read);
    expect(api.tokens.get(id)?.map(({ state }) => state)).toEqual(["revoked"]);
  });

  test("of a JWT signer is kept as text", async () => {
    api.signers.set("s1", { ...signerBody({ id: "s1" }), id: "s1", name: "Okta", targetToken: "LOGOUT" });
    expect(await imported("netfoundry_jwt_signer", "s1")).toMatchObject({ target_token: "LOGOUT" });
  });

  test("does not stop the lists", async () => {
    api.addIntegration("Okta", { adoptIdentities: "email" });
    const state = await imported("netfoundry_scim_integration", "name:Okta");
    expect(state).toMatchObject({ name: "Okta" });
  });
});

const TAGS = { team: "identity", managed: true, cost: 5, empty: null };

interface Tagged {
  readonly type: string;
  readonly path: string;
  readonly add: () => void;
  readonly config: ObjectValue;
}

describe.each<Tagged>([
  {
    type: "netfoundry_auth_policy",
    path: "/auth-policies",
    add: () => api.policies.set("x", { ...policyBody({ tags: TAGS }), id: "x", name: "Staff" }),
    config: { name: "Staff", primary: { ext_jwt: { allowed: true } }, secondary: { require_totp: true } },
  },
  {
    type: "netfoundry_jwt_signer",
    path: "/external-jwt-signers",
    add: () => api.signers.set("x", { ...signerBody({ tags: TAGS }), id: "x", name: "Okta" }),
    config: {
      name: "Okta",
      issuer: "https://idp.example.com",
      audience: "netfoundry",
      jwks_endpoint: "https://idp.example.com/keys",
      use_external_id: true,
    },
  },
])("imported tags of $type", ({ type, path, add, config }) => {
  test("keep their types when something else is changed", async () => {
    add();
    const state = await imported(type, "x");
    expect(state.tags).toEqual({ team: "identity", managed: "true", cost: "5" });
    const changed = await (await connect(type)).apply({ ...config, tags: state.tags ?? null }, state);
    expect(changed.said).toEqual([]);
    expect(present(changed).tags).toEqual(state.tags);
    expect(api.bodies("PUT", `${path}/x`)).toEqual([expect.objectContaining({ tags: TAGS })]);
  });

  test("become text where the configuration changes them, and go where it has none", async () => {
    add();
    const state = await imported(type, "x");
    const tags = { managed: "false", cost: "5" };
    await (await connect(type)).apply({ ...config, tags }, state);
    expect(api.bodies("PUT", `${path}/x`)).toEqual([
      expect.objectContaining({ tags: { managed: "false", cost: 5, empty: null } }),
    ]);
  });
});

describe("a URL that the API normalises", () => {
  const config = {
    name: "Okta",
    issuer: "https://idp.example.com",
    audience: "netfoundry",
    jwks_endpoint: "HTTPS://IdP.example.com:443/%7Ekeys",
    external_auth_url: "https://idp.example.com",
  };
  const normalise = () => {
    for (const [id, signer] of api.signers) {
      const jwksEndpoint = "https://idp.example.com/~keys";
      api.signers.set(id, { ...signer, jwksEndpoint, externalAuthUrl: "https://idp.example.com/" });
    }
  };

  test("is neither an unexpected result nor drift", async () => {
    const type = "netfoundry_jwt_signer";
    api.override = ({ method }) => {
      if (method === "GET") normalise();
      return null;
    };
    const created = await (await connect(type)).apply(config, null);
    expect(created.said).toEqual([]);
    const state = present(created);
    expect(state).toMatchObject(config);
    const read = present(await (await connect(type)).read(state));
    expect(read).toEqual(state);
    expect((await (await connect(type)).plan(config, read)).state).toEqual(read);
  });

  test("stays as it is stored when only its spelling in the configuration changes", async () => {
    const type = "netfoundry_jwt_signer";
    const state = present(await (await connect(type)).apply(config, null));
    const respelled = { ...config, jwks_endpoint: "https://idp.example.com/~keys" };
    expect((await (await connect(type)).plan(respelled, state)).state).toEqual(state);
  });

  test("is a change when it means another address", async () => {
    const type = "netfoundry_jwt_signer";
    const state = present(await (await connect(type)).apply(config, null));
    const moved = { ...config, jwks_endpoint: "https://idp.example.com/keys" };
    const planned = await (await connect(type)).plan(moved, state);
    expect(planned.state).toMatchObject({ jwks_endpoint: "https://idp.example.com/keys" });
  });
});
