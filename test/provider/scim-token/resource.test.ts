import { fingerprintOf } from "../../../src/provider/scim-token/slot";
import { isUnknown, UNKNOWN } from "../../../src/tfplugin";
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import { blockFor, FakeApi } from "../../support/fake-api/fake-api";
import { Plugin, present, type ResourceDriver } from "../support/plugin";

let api: FakeApi;
let driver: ResourceDriver;
let integrationId: string;
let wanted: ObjectValue;

beforeEach(async () => {
  api = new FakeApi();
  await api.start();
  const plugin = new Plugin();
  await plugin.configure(blockFor(api));
  driver = plugin.resource("netfoundry_scim_token");
  integrationId = api.addIntegration("Okta").id;
  wanted = { integration_id: integrationId, lifetime: "30d", rotation_triggers: { release: "1" } };
});
afterEach(() => api.stop());

/** Names of the attributes that the plan has not known. */
function unknowns(planned: ObjectValue | null): string[] {
  return Object.entries(planned ?? {})
    .filter(([, value]) => isUnknown(value))
    .map(([name]) => name)
    .sort();
}

const OF_THE_TOKEN = [
  "created_at",
  "expires_at",
  "fingerprint",
  "generation",
  "rotate_after",
  "token",
  "token_id",
];

describe("minting", () => {
  test("fills the slot", async () => {
    const created = present(
      await driver.apply({ ...wanted, description: "for Okta", rotate_before: "10d" }, null),
    );
    const [token] = api.tokens.get(integrationId) ?? [];
    expect(created).toMatchObject({
      id: integrationId,
      token_id: token?.id,
      token: `secret of ${token?.id}`,
      fingerprint: fingerprintOf(`secret of ${token?.id}`),
      generation: 1,
      status: "live",
      rotation_due: false,
      expires_at: token?.expiresAt,
    });
    expect(Date.parse(String(created.expires_at)) - Date.parse(String(created.rotate_after))).toBe(
      10 * 86_400_000,
    );
    expect(api.bodies("POST", "/tokens")).toEqual([
      { description: "for Okta", lifetimeSeconds: 30 * 86_400, tag: expect.any(String) },
    ]);
  });

  test("asks for a year when nothing else is said", async () => {
    await driver.apply({ integration_id: integrationId }, null);
    expect(api.bodies("POST", "/tokens")).toMatchObject([
      { description: null, lifetimeSeconds: 365 * 86_400 },
    ]);
  });

  test("warns when it would end a token that is in use", async () => {
    const live = api.addToken(integrationId);
    const { said } = await driver.plan(wanted, null);
    expect(said[0]).toMatchObject({ severity: "warning", attribute: "integration_id" });
    expect(said[0]?.summary).toBe("A SCIM integration already has a live auth token");
    expect(said[0]?.detail).toContain(`"Okta" (${integrationId}): `);
    expect(said[0]?.detail).toContain(live.id);
  });

  test("says nothing on an integration without one, or one that is not known yet", async () => {
    expect((await driver.plan(wanted, null)).said).toEqual([]);
    expect((await driver.plan({ ...wanted, integration_id: UNKNOWN }, null)).said).toEqual([]);
  });
});

describe("rotating", () => {
  test("by a trigger makes exactly the token's own attributes unknown, and warns once", async () => {
    const created = present(await driver.apply(wanted, null));
    const planned = await driver.plan({ ...wanted, rotation_triggers: { release: "2" } }, created);
    expect(unknowns(planned.state)).toEqual(OF_THE_TOKEN);
    expect(planned.replaced).toEqual([]);
    expect(planned.said).toHaveLength(1);
    expect(planned.said[0]?.summary).toBe("An auth token will be rotated, and the old one ends at once");
    expect(planned.said[0]?.detail).toContain(`SCIM integration "Okta" (${integrationId}): `);
    expect(planned.said[0]?.detail).toContain("rotation_triggers changed");
  });

  test("gives a new token in the same slot", async () => {
    const created = present(await driver.apply(wanted, null));
    const rotated = present(await driver.apply({ ...wanted, rotation_triggers: { release: "2" } }, created));
    expect(rotated.id).toBe(created.id);
    expect(rotated.token_id).not.toBe(created.token_id);
    expect(rotated.token).not.toBe(created.token);
    expect(rotated).toMatchObject({ generation: 2, status: "live", rotation_due: false });
  });

  test("each mint has a key of its own", async () => {
    const created = present(await driver.apply(wanted, null));
    await driver.apply({ ...wanted, rotation_triggers: { release: "2" } }, created);
    expect(api.idempotencyKeys).toHaveLength(2);
    expect(new Set(api.idempotencyKeys).size).toBe(2);
  });

  test("once the time has come, at the first plan after a refresh saw it", async () => {
    const config = { ...wanted, lifetime: "1h", rotate_before: "59m" };
    const created = present(await driver.apply(config, null));
    const tokenId = String(created.token_id);
    api.changeToken(integrationId, tokenId, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    expect((await driver.plan(config, created)).state).toEqual(created);
    const created_at = new Date(Date.now() - 59 * 60_000).toISOString();
    const refreshed = present(await driver.read({ ...created, created_at }));
    expect(refreshed).toMatchObject({ status: "live", rotation_due: true });
    expect(unknowns((await driver.plan(config, refreshed)).state)).toEqual(OF_THE_TOKEN);
    const rotated = present(await driver.apply(config, refreshed));
    expect(rotated).toMatchObject({ generation: 2, rotation_due: false });
  });

  test.each(["expired", "revoked"] as const)("a token that was %s", async (state) => {
    const created = present(await driver.apply(wanted, null));
    api.changeToken(integrationId, String(created.token_id), { state });
    const refreshed = present(await driver.read(created));
    expect(refreshed).toMatchObject({ status: state, token: created.token });
    expect(present(await driver.apply(wanted, refreshed))).toMatchObject({ generation: 2, status: "live" });
  });

  test("a token the integration has forgotten", async () => {
    const created = present(await driver.apply(wanted, null));
    api.tokens.set(integrationId, []);
    const refreshed = present(await driver.read(created));
    expect(refreshed.status).toBe("missing");
    expect(present(await driver.apply(wanted, refreshed))).toMatchObject({ generation: 2 });
  });

  test("not when somebody else's token is the live one, which is said instead", async () => {
    const created = present(await driver.apply({ ...wanted, rotate_before: "29d" }, null));
    api.addToken(integrationId);
    const refreshed = present(await driver.read(created));
    expect(refreshed).toMatchObject({ status: "superseded", rotation_due: false });
    const { state, said } = await driver.plan({ ...wanted, rotate_before: "29d" }, refreshed);
    expect(state).toEqual(refreshed);
    expect(said[0]?.summary).toContain("Another token is the live one");
  });

  test("not by a change of description, lifetime or lead, which hold from the next one on", async () => {
    const created = present(await driver.apply(wanted, null));
    const config = { ...wanted, description: "new", lifetime: "60d", rotate_before: "1d" };
    const updated = present(await driver.apply(config, created));
    expect(updated).toMatchObject({ generation: 1, token_id: created.token_id, rotation_due: false });
    expect(Date.parse(String(updated.expires_at)) - Date.parse(String(updated.rotate_after))).toBe(
      86_400_000,
    );
    expect(api.bodies("POST", "/tokens")).toHaveLength(1);
  });

  test("a lead that has passed already rotates in the apply that adds it", async () => {
    const created = present(await driver.apply({ ...wanted, lifetime: "60d" }, null));
    api.changeToken(integrationId, String(created.token_id), {
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    });
    const created_at = new Date(Date.now() - 59 * 86_400_000).toISOString();
    const refreshed = present(await driver.read({ ...created, created_at }));
    const updated = present(
      await driver.apply({ ...wanted, lifetime: "60d", rotate_before: "30d" }, refreshed),
    );
    expect(updated).toMatchObject({ generation: 2, rotation_due: false });
  });

  test("a lifetime written otherwise is no change", async () => {
    const created = present(await driver.apply(wanted, null));
    expect((await driver.plan({ ...wanted, lifetime: "720h" }, created)).state).toEqual(created);
  });

  test("a trigger that is not known yet plans a rotation, and turns out not to be one", async () => {
    const created = present(await driver.apply(wanted, null));
    const planned = await driver.plan({ ...wanted, rotation_triggers: { release: UNKNOWN } }, created);
    expect(unknowns(planned.state)).toEqual(OF_THE_TOKEN);
    expect(planned.said[0]?.summary).toBe("An auth token may be rotated, and the old one ends at once");
    expect(planned.said[0]?.detail).toContain("this happens if rotation_triggers, which are not known yet");
    expect((await driver.plan(wanted, created)).state).toEqual(created);
  });
});

describe("a token that ends soon", () => {
  const soon = () => ({ ...wanted, lifetime: "10d" });
  const warnings = async (config: ObjectValue, block: ObjectValue = {}) => {
    const created = present(await driver.apply(config, null));
    const plugin = new Plugin();
    await plugin.configure({ ...blockFor(api), ...block });
    return (await plugin.resource("netfoundry_scim_token").plan(config, created)).said;
  };

  test("is warned of by the plan, with its end and what to do", async () => {
    const said = await warnings(soon());
    expect(said.map(({ severity }) => severity)).toEqual(["warning"]);
    expect(said[0]?.summary).toBe("An auth token ends soon");
    expect(said[0]?.detail).toMatch(/token of the SCIM integration "Okta" \(\S+\) ends at \d{4}-/);
    expect(said[0]?.detail).toMatch(/rotation_triggers.*rotate_before.*expiry_warning \(NF_EXPIRY_WARNING\)/);
  });

  test("and has no triggers yet is told that the first ones do not rotate it", async () => {
    const [said] = await warnings({ ...soon(), rotation_triggers: null });
    expect(said?.detail).toContain("To rotate it now, give it rotation_triggers, apply, and change them");
  });

  test.each<[string, ObjectValue, ObjectValue]>([
    ["later than expiry_warning says", {}, { expiry_warning: "9d" }],
    ["after it was rotated in time by rotate_before", { rotate_before: "1d" }, {}],
    ["in a month", { lifetime: "31d" }, {}],
  ])("is not warned of when it ends %s", async (_, changes, block) => {
    expect(await warnings({ ...soon(), ...changes }, block)).toEqual([]);
  });
});

describe("destroying", () => {
  test("warns that an unrevoked token stays valid, also in a move to another integration", async () => {
    const kept = { ...wanted, revoke_on_destroy: false };
    const created = present(await driver.apply(kept, null));
    const moved = { ...kept, integration_id: api.addIntegration("Entra ID").id };
    for (const config of [null, moved]) {
      const { said } = await driver.plan(config, created);
      expect(said).toMatchObject([
        { severity: "warning", summary: "An auth token stays valid without its slot" },
      ]);
      expect(said[0]?.detail).toContain(integrationId);
    }
  });

  test("revokes the token of the slot", async () => {
    const created = present(await driver.apply(wanted, null));
    await driver.apply(null, created);
    expect(api.tokens.get(integrationId)?.[0]).toMatchObject({ id: created.token_id, state: "revoked" });
  });

  test("never revokes a token that took its place", async () => {
    const created = present(await driver.apply(wanted, null));
    const other = api.addToken(integrationId);
    expect(await driver.apply(null, created)).toEqual({ state: null, said: [] });
    expect(api.tokens.get(integrationId)?.[0]).toMatchObject({ id: other.id, state: "live" });
    expect(api.calls.filter((call) => call.startsWith("DELETE"))).toEqual([]);
  });

  test("leaves it when it is told to, and the plan says until when", async () => {
    const created = present(await driver.apply({ ...wanted, revoke_on_destroy: false }, null));
    const { said } = await driver.plan(null, created);
    expect(said[0]?.detail).toContain(String(created.expires_at));
    await driver.apply(null, created);
    expect(api.tokens.get(integrationId)?.[0]?.state).toBe("live");
  });
});

describe("importing", () => {
  test("takes the live token over without its value, and the plan says so", async () => {
    const live = api.addToken(integrationId, 30 * 86_400);
    const imported = present(await driver.import(integrationId));
    expect(imported).toMatchObject({
      id: integrationId,
      token_id: live.id,
      token: null,
      lifetime: "720h",
      generation: 1,
    });
    const { state, said } = await driver.plan({ integration_id: integrationId, lifetime: "30d" }, imported);
    expect(state).toEqual(imported);
    expect(said[0]?.summary).toContain("value of an auth token");
  });

  test("and giving it triggers afterwards does not rotate it", async () => {
    api.addToken(integrationId, 30 * 86_400);
    const imported = present(await driver.import(integrationId));
    expect(present(await driver.apply(wanted, imported))).toMatchObject({
      generation: 1,
      rotation_triggers: { release: "1" },
    });
  });

  test("an integration without a live token has nothing to import", async () => {
    api.addToken(integrationId, 3600, "expired");
    const { said } = await driver.import(integrationId);
    expect(said[0]?.summary).toContain("no live auth token to import");
  });
});
