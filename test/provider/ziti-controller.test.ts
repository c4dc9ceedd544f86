import type { ObjectValue } from "../../src/tfplugin/value/type";
import { CERTIFICATE } from "../support/certificates";
import { edgeErrorBody } from "../support/fake-api/loopback";
import { ZitiController, zitiBlock } from "../support/fake-api/ziti-controller";
import { SIGNER } from "./support/connected";
import { errorsOf, Plugin, present, type ResourceDriver } from "./support/plugin";

/** Nobody really waits. */
jest.mock("../../src/client/system-clock", () => ({
  systemClock: { now: () => Date.now(), sleep: async () => {} },
}));

let controller: ZitiController;
let policies: ResourceDriver;
let signers: ResourceDriver;

/** A provider process of its own, as each terraform command starts one. */
async function connect(): Promise<void> {
  const plugin = new Plugin();
  expect(await plugin.configure(zitiBlock(controller))).toEqual([]);
  policies = plugin.resource("netfoundry_auth_policy");
  signers = plugin.resource("netfoundry_jwt_signer");
}
beforeEach(async () => {
  controller = new ZitiController();
  await controller.start();
  await connect();
});
afterEach(() => controller.stop());

const POLICY = { name: "Staff", primary: { ext_jwt: { allowed: true } } };

/** Reads and plans in a new process: the plan has to be empty. */
async function settled(kind: "policies" | "signers", config: ObjectValue, state: ObjectValue): Promise<void> {
  await connect();
  const driver = kind === "policies" ? policies : signers;
  const read = present(await driver.read(state));
  expect((await driver.plan(config, read)).state).toEqual(read);
}

describe("a plain controller", () => {
  test("answers a create with the id alone: the object is read back", async () => {
    const created = present(await policies.apply(POLICY, null));
    expect(created).toMatchObject({ name: "Staff", secondary: { require_totp: false } });
    await settled("policies", POLICY, created);
  });

  test("mangles a policy on PATCH: PUT is used, and password rules stay what they were", async () => {
    const config = {
      name: "Staff",
      primary: { updb: { allowed: true, min_password_length: 12, require_mixed_case: true } },
    };
    const created = present(await policies.apply(config, null));
    const changed = { ...config, name: "Everybody" };
    const updated = present(await policies.apply(changed, created));
    expect(updated).toMatchObject({
      primary: { updb: { min_password_length: 12, require_number_char: false, require_mixed_case: true } },
    });
    expect(controller.calls.filter((call) => call.startsWith("PATCH"))).toEqual([]);
    await settled("policies", changed, updated);
  });

  test("answers a change and a delete with an empty 200", async () => {
    controller.emptyBodies = true;
    const created = present(await signers.apply(SIGNER, null));
    const updated = await signers.apply({ ...SIGNER, audience: "other" }, created);
    expect(updated.said).toEqual([]);
    expect(await signers.apply(null, present(updated))).toEqual({ state: null, said: [] });
    expect(controller.signers.size).toBe(0);
  });

  test("drops the tags of a new signer: they are sent again", async () => {
    const config = { ...SIGNER, tags: { team: "identity" } };
    const created = await signers.apply(config, null);
    expect(created.said).toEqual([]);
    expect(present(created)).toMatchObject({ tags: { team: "identity" } });
    await settled("signers", config, present(created));
  });

  test("never receives an empty kid, which no token would match, nor a blank source of keys", async () => {
    await signers.apply(SIGNER, null);
    const [body] = controller.bodies("POST", "external-jwt-signers");
    expect(Object.keys(body ?? {})).not.toEqual(expect.arrayContaining(["kid"]));
    expect(Object.values(body ?? {})).not.toContain("");
    expect(body).not.toHaveProperty("certPem");
    const refused = await signers.validate({ ...SIGNER, kid: "" });
    expect(refused.map(({ attribute }) => attribute)).toEqual(["kid"]);
  });

  test("shows a kid that somebody emptied by hand as drift, and the next apply mends it", async () => {
    const created = present(await signers.apply(SIGNER, null));
    const id = String(created.id);
    controller.signers.set(id, { ...(controller.signers.get(id) ?? { id, name: "" }), kid: "" });
    await connect();
    const read = present(await signers.read(created));
    expect(read.kid).toBe("");
    const mended = present(await signers.apply(SIGNER, read));
    expect(mended.kid).toBeNull();
    expect(controller.signers.get(id)?.kid).toBeNull();
  });

  test("takes the fingerprint of a certificate for the kid: no drift", async () => {
    const { jwks_endpoint, ...rest } = SIGNER;
    const config = { ...rest, cert_pem: CERTIFICATE };
    const created = await signers.apply(config, null);
    expect(created.said).toEqual([]);
    expect(present(created).kid).toBeNull();
    await settled("signers", config, present(created));
  });

  test.each(["1.6", "2.x"] as const)(
    "of the line %s spells claims its own way: sub and /sub are one",
    async (line) => {
      controller.line = line;
      for (const claims_property of ["sub", "/sub", null]) {
        const config = { ...SIGNER, claims_property };
        const created = await signers.apply(config, null);
        expect(created.said).toEqual([]);
        await settled("signers", config, present(created));
        await signers.apply(null, present(created));
      }
    },
  );

  test("answers null for no signers and for no tags: no drift", async () => {
    const created = present(await policies.apply(POLICY, null));
    expect(controller.policies.get(String(created.id))).toMatchObject({
      primary: { extJwt: { allowedSigners: null } },
    });
    expect(created).toMatchObject({ primary: { ext_jwt: { allowed_signer_ids: [] } }, tags: null });
  });

  test("silently makes a short password longer: the plan refuses it instead", async () => {
    const short = { name: "Staff", primary: { updb: { allowed: true, min_password_length: 4 } } };
    expect((await policies.validate(short)).map(({ attribute }) => attribute)).toEqual(["primary"]);
  });

  test("says 400 and a field for a name that is taken: the error explains the import", async () => {
    const { id } = present(await policies.apply(POLICY, null));
    const again = await policies.apply(POLICY, null);
    expect(again.state).toBeNull();
    expect(errorsOf(again)[0]).toContain(`terraform import netfoundry_auth_policy.<name> ${id}`);
    expect(again.said[0]?.attribute).toBe("name");
  });

  test("says the same for an issuer that is taken, and the error names the signer that has it", async () => {
    await signers.apply(SIGNER, null);
    const again = await signers.apply({ ...SIGNER, name: "Entra" }, null);
    expect(errorsOf(again)[0]).toContain('"Entra" clashes with "Okta"');
    expect(again.said[0]?.attribute).toBe("issuer");
  });

  test("says 500 when a change breaks a unique index: the error names who has the value", async () => {
    const holder = present(await signers.apply(SIGNER, null));
    const other = { ...SIGNER, name: "Entra", issuer: "https://login.example.com" };
    const created = present(await signers.apply(other, null));
    const changes = () => controller.calls.filter((call) => call.startsWith("PUT")).length;
    const before = changes();
    const updated = await signers.apply({ ...other, issuer: SIGNER.issuer }, created);
    expect(updated.state).toEqual(created);
    expect(errorsOf(updated)).toHaveLength(1);
    expect(errorsOf(updated)[0]).toMatch(
      /^The JWT signer "Entra" clashes with "Okta": .*has the same issuer/,
    );
    expect(errorsOf(updated)[0]).toContain(String(holder.id));
    expect(updated.said[0]?.attribute).toBe("issuer");
    expect(changes() - before).toBe(1);
  });

  test("says 200 to a rename to a taken name and changes nothing: the error names who has it", async () => {
    const policy = present(await policies.apply(POLICY, null));
    const other = present(await policies.apply({ name: "Everybody" }, null));
    const renamed = await policies.apply({ ...POLICY, name: "Everybody" }, policy);
    expect(renamed.state).toEqual(policy);
    expect(errorsOf(renamed)).toHaveLength(1);
    expect(errorsOf(renamed)[0]).toMatch(/^The auth policy "Staff" cannot be renamed to "Everybody"/);
    expect(errorsOf(renamed)[0]).toContain(`The auth policy "Everybody" (${other.id}) has the name`);
    expect(renamed.said[0]?.attribute).toBe("name");

    const okta = present(await signers.apply(SIGNER, null));
    const entra = present(await signers.apply({ ...SIGNER, name: "Entra", issuer: "https://entra" }, null));
    const signer = await signers.apply({ ...SIGNER, name: "Entra", audience: "other" }, okta);
    expect(signer.state).toEqual(okta);
    expect(errorsOf(signer)[0]).toContain(`The JWT signer "Entra" (${entra.id}) has the name`);
    expect(errorsOf(signer)[0]).toContain("To swap two names");
  });

  test("shows year 1 for the dates of a signer without a certificate: they are null", async () => {
    const created = present(await signers.apply(SIGNER, null));
    expect(controller.signers.get(String(created.id))?.notAfter).toMatch(/^0001-/);
    expect(created).toMatchObject({ cert_fingerprint: null, cert_not_before: null, cert_not_after: null });
    await settled("signers", SIGNER, created);
  });

  test("answers 404 for a policy with an unknown signer; the error names the signer", async () => {
    const config = { name: "Staff", primary: { ext_jwt: { allowed: true, allowed_signer_ids: ["nobody"] } } };
    const refused = await policies.apply(config, null);
    expect(refused.state).toBeNull();
    expect(errorsOf(refused)[0]).toContain("There is no JWT signer nobody");
    const created = present(await policies.apply(POLICY, null));
    const changed = await policies.apply({ ...POLICY, secondary: { jwt_signer_id: "nobody" } }, created);
    expect(changed.state).toEqual(created);
    expect(errorsOf(changed)[0]).toContain("There is no JWT signer nobody");
  });

  test("says 404 when what is to be deleted is gone: that is a success", async () => {
    const policy = present(await policies.apply(POLICY, null));
    const signer = present(await signers.apply(SIGNER, null));
    controller.policies.delete(String(policy.id));
    controller.signers.clear();
    expect(await policies.apply(null, policy)).toEqual({ state: null, said: [] });
    expect(await signers.apply(null, signer)).toEqual({ state: null, said: [] });
  });

  test("says 409 for what is in use: the error says who uses it, and the state stays", async () => {
    const signer = present(await signers.apply(SIGNER, null));
    const primary = { ext_jwt: { allowed: true, allowed_signer_ids: [signer.id ?? ""] } };
    const policy = present(await policies.apply({ name: "Staff", primary }, null));
    controller.identities.set("alice", { ...alice, authPolicyId: policy.id });
    const kept = await signers.apply(null, signer);
    expect(kept.state).toEqual(signer);
    expect(errorsOf(kept)[0]).toContain(`the auth policy "Staff" (${policy.id}) names it`);
    const used = await policies.apply(null, policy);
    expect(used.state).toEqual(policy);
    expect(errorsOf(used)[0]).toContain('1 identity has it: "alice"');
  });

  test("never deletes its default policy", async () => {
    const imported = present(await policies.import("default"));
    const destroyed = await policies.apply(null, imported);
    expect(destroyed.state).toEqual(imported);
    expect(errorsOf(destroyed)[0]).toContain("The default auth policy cannot be deleted");
  });

  test("gives lists in pages: the last policy of many is found by name", async () => {
    for (let number = 0; number < 600; number += 1) {
      const id = `p${String(number).padStart(3, "0")}`;
      controller.policies.set(id, {
        ...(controller.policies.get("default") as object),
        id,
        name: `Policy ${number}`,
      });
    }
    const read = await policies.read({ id: "p599" });
    expect(read.state).toMatchObject({ name: "Policy 599" });
    expect(controller.calls.filter((call) => call === "GET auth-policies")).toHaveLength(2);
    expect(present(await policies.import("name:Policy 599")).id).toBe("p599");
  });

  test("has ids with dots and dashes, and names with quotes: both reach it unharmed", async () => {
    const config = { ...POLICY, name: 'The "Staff" \\ policy' };
    const created = present(await policies.apply(config, null));
    expect(created.id).toContain(".");
    expect(present(await policies.import(`name:${config.name}`)).id).toBe(created.id);
    await settled("policies", config, created);
  });

  test("answers fields of versions that nobody here has seen: they are let be, and never sent", async () => {
    const created = present(await signers.apply(SIGNER, null));
    await settled("signers", SIGNER, created);
    const sent = controller.bodies("POST", "external-jwt-signers").flatMap(Object.keys);
    expect(sent.filter((field) => field.startsWith("enroll"))).toEqual([]);
  });

  test.each([
    [429, "SERVER_TOO_MANY_REQUESTS"],
    [503, "CLUSTER_NO_LEADER"],
    [503, "TIMEOUT"],
  ])("says %d %s for a while: a read waits for it", async (status, code) => {
    const created = present(await policies.apply(POLICY, null));
    await connect();
    let times = 2;
    controller.override = ({ method }) =>
      method === "GET" && times-- > 0 ? { status, body: edgeErrorBody(code, "later") } : null;
    expect((await policies.read(created)).state).toEqual(created);
  });
});

const alice = {
  id: "alice",
  name: "alice",
  externalId: null,
  isAdmin: false,
  disabled: false,
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
};

describe.each([
  ["netfoundry_scim_integration", { name: "Okta" }],
  ["netfoundry_scim_mapping", { integration_id: "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21" }],
  ["netfoundry_scim_token", { integration_id: "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21" }],
])("%s with a plain controller", (type, config) => {
  test("is refused by the plan, which names the setting and the way out", async () => {
    const plugin = new Plugin();
    await plugin.configure(zitiBlock(controller));
    const driver = plugin.resource(type);
    const planned = await driver.plan(config, null);
    expect(errorsOf(planned)).toHaveLength(1);
    expect(errorsOf(planned)[0]).toMatch(
      /SCIM needs a NetFoundry network: .*ziti in the provider block.*NF_CLIENT_ID.*alias/,
    );
    const state = { ...config, id: "0b7c1f2e-64cf-4d26-8a19-5f4f0c8d7e21", token_id: "t" };
    expect((await driver.read(state)).state).toMatchObject(config);
    expect(errorsOf(await driver.read(state))[0]).toContain("plain OpenZiti controller");
    expect(controller.received).toEqual([]);
  });
});
