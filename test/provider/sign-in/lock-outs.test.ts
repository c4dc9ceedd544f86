import { UNKNOWN } from "../../../src/tfplugin";
import type { ObjectValue } from "../../../src/tfplugin/value/type";
import type { FakeApi } from "../../support/fake-api/fake-api";
import { ZitiController, zitiBlock } from "../../support/fake-api/ziti-controller";
import { connected } from "../support/connected";
import { Plugin, present, type ResourceDriver, type Said } from "../support/plugin";

let api: FakeApi;
let plugin: Plugin;
let signers: ResourceDriver;
let policies: ResourceDriver;

beforeEach(async () => {
  ({ api, plugin } = await connected());
  signers = plugin.resource("netfoundry_jwt_signer");
  policies = plugin.resource("netfoundry_auth_policy");
});
afterEach(() => api.stop());

const signerOf = (name: string) => ({
  name,
  issuer: `https://${name}.example.com`,
  audience: "netfoundry",
  jwks_endpoint: `https://${name}.example.com/keys`,
  use_external_id: true,
});
const policyOf = (signerIds: readonly unknown[], more: object = {}) =>
  ({
    name: "Staff",
    primary: { ext_jwt: { allowed: true, allowed_signer_ids: signerIds }, ...more },
  }) as ObjectValue;

/** 25 identities have the policy, 5 of them without an external ID. Nobody has another one. */
function populate(policyId: unknown): void {
  api.identityCount = (filter) => {
    if (!filter.startsWith(`authPolicyId = "${policyId}"`)) return 0;
    return filter.endsWith("and externalId = null") ? 5 : 25;
  };
}

const summaries = ({ said }: { readonly said: readonly Said[] }) =>
  said.map(({ severity, summary }) => `${severity}: ${summary.replace(/ \(.*\)/, "")}`);

async function staff(...names: string[]) {
  const made = [];
  for (const name of names) made.push(present(await signers.apply(signerOf(name), null)));
  const config = policyOf(made.map(({ id }) => id));
  const policy = present(await policies.apply(config, null));
  populate(policy.id);
  return { made, policy, ids: made.map(({ id }) => id) };
}

describe("a policy", () => {
  test("counts only those who could sign in: whoever lacks the external ID loses nothing", async () => {
    const { policy } = await staff("okta");
    const planned = await policies.plan({ name: "Staff", primary: { ext_jwt: { allowed: false } } }, policy);
    expect(summaries(planned)).toEqual(['warning: 20 identities lose sign-in: auth policy "Staff"']);
    expect(planned.said[0]?.detail).toContain("Disabled identities are counted too.");
  });

  test("that allows another signer instead makes them need another token", async () => {
    const { policy } = await staff("okta");
    const entra = present(await signers.apply(signerOf("entra"), null));
    const planned = await policies.plan(policyOf([entra.id]), policy);
    expect(summaries(planned)).toEqual(['warning: 20 identities need another token: auth policy "Staff"']);
  });

  test("that drops one of two signers costs at most everybody the token", async () => {
    const { policy, ids } = await staff("okta", "entra");
    const planned = await policies.plan(policyOf(ids.slice(1)), policy);
    expect(summaries(planned)).toEqual([
      'warning: At most 20 identities need another token: auth policy "Staff"',
    ]);
  });

  test("whose new signers are known only after apply may cost everybody the sign-in", async () => {
    const { policy } = await staff("okta");
    for (const config of [policyOf([UNKNOWN]), { name: "Staff", primary: UNKNOWN } as ObjectValue]) {
      const [first] = summaries(await policies.plan(config, policy));
      expect(first).toBe('warning: At most 20 identities lose sign-in: auth policy "Staff"');
    }
  });

  test("that allows a new signer in addition, has another name or tag, says nothing", async () => {
    const { policy, ids } = await staff("okta");
    for (const config of [
      policyOf([...ids, UNKNOWN]),
      policyOf([]),
      { ...policyOf(ids), name: "People", tags: { team: "a" } },
      policyOf(ids, { updb: { allowed: true } }),
    ]) {
      expect(summaries(await policies.plan(config as ObjectValue, policy))).toEqual([]);
    }
  });

  test("that closes another way in says who may use it, as far as anybody knows", async () => {
    const open = policyOf([], { cert: { allowed: true, allow_expired: true }, updb: { allowed: true } });
    const policy = present(await policies.apply(open, null));
    populate(policy.id);
    const planned = await policies.plan(policyOf([]), policy);
    expect(summaries(planned)).toEqual([
      'warning: At most 25 identities lose sign-in with a client certificate: auth policy "Staff"',
    ]);
    expect(planned.said[0]?.detail).toContain("sign in with a user name and password");
  });

  test("without people is changed without a word", async () => {
    const { policy } = await staff("okta");
    api.identityCount = () => 0;
    const planned = await policies.plan({ name: "Staff", primary: { ext_jwt: { allowed: false } } }, policy);
    expect(planned.said).toEqual([]);
  });

  test("says that nobody can tell when the API does not answer", async () => {
    const { policy } = await staff("okta");
    api.override = ({ url }) => (url.includes("/identities") ? { status: 500 } : null);
    const planned = await policies.plan({ name: "Staff", primary: { ext_jwt: { allowed: false } } }, policy);
    expect(summaries(planned)).toEqual([
      'warning: Whether identities lose sign-in is not known: auth policy "Staff"',
    ]);
  });
});

describe("a signer", () => {
  test("names each policy whose people it concerns", async () => {
    const { made, policy } = await staff("okta");
    const [okta] = made;
    const planned = await signers.plan({ ...signerOf("okta"), enabled: false }, okta ?? null);
    expect(summaries(planned)).toEqual(['warning: 20 identities lose sign-in: JWT signer "okta"']);
    expect(planned.said[0]?.detail).toContain(`20 identities have the auth policy "Staff" (${policy.id})`);
  });

  test("that is destroyed takes the way in of those whose policy allows every signer", async () => {
    const okta = present(await signers.apply(signerOf("okta"), null));
    const policy = present(await policies.apply(policyOf([]), null));
    populate(policy.id);
    const planned = await signers.plan(null, okta);
    expect(summaries(planned)).toEqual(['warning: 20 identities lose sign-in: JWT signer "okta"']);
  });

  test("that a policy names cannot be destroyed, so nobody loses anything", async () => {
    const { made } = await staff("okta");
    expect((await signers.plan(null, made[0] ?? null)).said).toEqual([]);
  });

  test("with an audience that is known only after apply may need another token", async () => {
    const { made } = await staff("okta");
    const planned = await signers.plan(
      { ...signerOf("okta"), audience: UNKNOWN } as ObjectValue,
      made[0] ?? null,
    );
    expect(summaries(planned)).toEqual([
      'warning: At most 20 identities need another token: JWT signer "okta"',
    ]);
  });

  test("that is new, or no policy of anybody allows, asks little and says nothing", async () => {
    expect((await signers.plan(signerOf("okta"), null)).said).toEqual([]);
    const { made } = await staff("okta");
    const entra = present(await signers.apply(signerOf("entra"), null));
    const before = api.calls.length;
    expect((await signers.plan({ ...signerOf("entra"), enabled: false }, entra)).said).toEqual([]);
    const scopes = { ...signerOf("okta"), scopes: ["openid"], tags: { team: "a" } };
    expect((await signers.plan(scopes, made[0] ?? null)).said).toEqual([]);
    const asked = api.calls.slice(before).map((call) => call.split("/").at(-1));
    // Both are asked at once, so either may come first.
    expect(asked.sort()).toEqual(["auth-policies", "external-jwt-signers"]);
  });
});

test("a provider not configured yet says that nobody can tell, but of new objects nothing", async () => {
  const { made, policy } = await staff("okta");
  const later = new Plugin();
  const said = [
    await later.resource("netfoundry_auth_policy").plan(policyOf([UNKNOWN]), policy),
    await later.resource("netfoundry_jwt_signer").plan(null, made[0] ?? null),
    await later.resource("netfoundry_auth_policy").plan(policyOf([]), null),
    await later.resource("netfoundry_jwt_signer").plan(signerOf("entra"), null),
  ].flatMap(summaries);
  expect(said).toEqual([
    'warning: Whether identities lose sign-in is not known: auth policy "Staff"',
    'warning: Whether identities lose sign-in is not known: JWT signer "okta"',
  ]);
});

test("a plain OpenZiti controller is counted by the same filters", async () => {
  const controller = new ZitiController();
  await controller.start();
  try {
    const ziti = new Plugin();
    await ziti.configure(zitiBlock(controller));
    const okta = present(await ziti.resource("netfoundry_jwt_signer").apply(signerOf("okta"), null));
    const driver = ziti.resource("netfoundry_auth_policy");
    const policy = present(await driver.apply(policyOf([okta.id]), null));
    const times = { createdAt: "2026-01-01T00:00:00.000Z", updatedAt: "2026-01-01T00:00:00.000Z" };
    for (const [id, externalId] of [
      ["a", "a@example.com"],
      ["b", "b@example.com"],
      ["c", null],
    ] as const) {
      const more = { externalId, authPolicyId: policy.id, isAdmin: false, disabled: false, ...times };
      controller.identities.set(id, { id, name: id, ...more });
    }
    const planned = await driver.plan({ name: "Staff", primary: { ext_jwt: { allowed: false } } }, policy);
    expect(summaries(planned)).toEqual(['warning: 2 identities lose sign-in: auth policy "Staff"']);
  } finally {
    await controller.stop();
  }
});
