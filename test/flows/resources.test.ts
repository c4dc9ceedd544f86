import type { Administrator } from "../support/administrator";
import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

interface Lifecycle {
  /** The type of the resource under test. Its address is `<type>.it`. */
  readonly type: string;
  /** The rest of the configuration. */
  readonly around?: string;
  readonly before: string;
  readonly after: string;
  /** The attributes that the update changes, with their new values. */
  readonly changed: Record<string, unknown>;
  /** A change outside Terraform that the next plan must show. */
  drift(admin: Administrator, state: Record<string, string>): Promise<unknown>;
  /** Deletes the object outside Terraform. Absent where the API cannot delete it. */
  vanish?(admin: Administrator, state: Record<string, string>): Promise<unknown>;
  importId(state: Record<string, string>): string;
  /** Attributes that an import cannot know. */
  readonly notImported?: readonly string[];
}

const integration = (name: string) =>
  `resource "netfoundry_scim_integration" "base" {\n  name = "${name}"\n}`;

const LIFECYCLES: readonly Lifecycle[] = [
  {
    type: "netfoundry_scim_integration",
    before: `name = "Okta"`,
    after: `name = "Okta production"\n identities_on_destroy = "disable"`,
    changed: { name: "Okta production", identities_on_destroy: "disable" },
    drift: (admin, { id }) =>
      admin.gateway("PATCH", `/scim/v1/integrations/${id}`, { name: "renamed by hand" }),
    vanish: (admin, { id }) => admin.gateway("DELETE", `/scim/v1/integrations/${id}`),
    importId: () => "name:Okta production",
    notImported: ["identities_on_destroy"],
  },
  {
    type: "netfoundry_scim_mapping",
    around: integration("With a mapping"),
    before: `integration_id = netfoundry_scim_integration.base.id
      external_id = { source = "primary_email" }`,
    after: `integration_id = netfoundry_scim_integration.base.id
      identity_name = "display_name"
      external_id = { source = "custom", path = "externalId" }`,
    changed: { identity_name: "display_name", external_id: { source: "custom", path: "externalId" } },
    drift: (admin, { integration_id }) =>
      admin.gateway("PUT", `/scim/v1/integrations/${integration_id}/mapping`, {
        identityNameField: "NICK_NAME",
      }),
    importId: ({ integration_id }) => String(integration_id),
  },
  {
    type: "netfoundry_scim_token",
    around: integration("With a token"),
    before: `integration_id = netfoundry_scim_integration.base.id\n rotation_triggers = { release = "1" }`,
    after: `integration_id = netfoundry_scim_integration.base.id\n rotation_triggers = { release = "2" }`,
    changed: { rotation_triggers: { release: "2" }, generation: 2 },
    async drift(admin, { integration_id, token_id }) {
      await admin.gateway("DELETE", `/scim/v1/integrations/${integration_id}/tokens/${token_id}`);
    },
    importId: ({ integration_id }) => String(integration_id),
    notImported: ["token", "rotation_triggers", "generation", "fingerprint", "lifetime"],
  },
  {
    type: "netfoundry_auth_policy",
    before: `name = "Staff"\n primary = { ext_jwt = { allowed = true } }`,
    after: `name = "Staff"
      primary = { ext_jwt = { allowed = true }, updb = { allowed = true, min_password_length = 12 } }
      secondary = { require_totp = true }`,
    changed: { secondary: { require_totp: true, jwt_signer_id: null } },
    async drift(admin, { id }) {
      const { data } = await admin.edge<{ data: Record<string, unknown> }>("GET", `/auth-policies/${id}`);
      await admin.edge("PUT", `/auth-policies/${id}`, { ...data, name: "renamed by hand" });
    },
    vanish: (admin, { id }) => admin.edge("DELETE", `/auth-policies/${id}`),
    importId: () => "name:Staff",
  },
  {
    type: "netfoundry_jwt_signer",
    before: `name = "Okta"
      issuer = "https://example.okta.com"
      audience = "netfoundry"
      jwks_endpoint = "https://example.okta.com/keys"`,
    after: `name = "Okta"
      issuer = "https://example.okta.com"
      audience = "netfoundry-2"
      jwks_endpoint = "https://example.okta.com/keys"
      claims_property = "email"
      scopes = ["openid", "email"]
      enabled = false`,
    changed: {
      audience: "netfoundry-2",
      claims_property: "email",
      scopes: ["email", "openid"],
      enabled: false,
    },
    drift: (admin, { id }) =>
      admin.edge("PATCH", `/external-jwt-signers/${id}`, { audience: "changed by hand" }),
    vanish: (admin, { id }) => admin.edge("DELETE", `/external-jwt-signers/${id}`),
    importId: ({ id }) => String(id),
  },
];

const stage = new Stage();
let admin: Administrator;
beforeAll(async () => {
  await stage.open();
  admin = stage.administrator;
});
afterAll(() => stage.close());

describe.each(LIFECYCLES)("$type", (subject) => {
  const address = `${subject.type}.it`;
  const configuration = (body: string) =>
    `${subject.around ?? ""}\nresource "${subject.type}" "it" {\n ${body}\n}`;
  let space: TerraformFolder;

  const state = () => space.stored(address) as Record<string, string>;

  beforeAll(() => {
    space = stage.space().configure(configuration(subject.before));
  });

  it("is created, and a second plan is empty with and without refresh", async () => {
    await space.succeed("validate");
    await space.apply();
    expect(state()).toBeDefined();
    expect(await space.planCode()).toBe(0);
    const unrefreshed = await space.terraform("plan", "-refresh=false", "-detailed-exitcode", "-input=false");
    expect(unrefreshed.code).toBe(0);
  });

  it("is updated in place", async () => {
    const before = state();
    space.configure(configuration(subject.after));
    const plan = await space.succeed("plan", "-input=false");
    expect(plan.stdout).toContain("will be updated in-place");
    expect(plan.stdout).not.toContain("must be replaced");
    await space.apply();
    const after = state();
    expect(after).toMatchObject(subject.changed);
    expect(after.id).toBe(before.id);
    expect(await space.planCode()).toBe(0);
  });

  it("shows drift and repairs it", async () => {
    await subject.drift(admin, state());
    expect(await space.planCode()).toBe(2);
    await space.apply();
    expect(await space.planCode()).toBe(0);
  });

  it("is imported, and the plan after the import changes nothing at the API", async () => {
    const before = state();
    await space.succeed("state", "rm", address);
    await space.succeed("import", "-input=false", address, subject.importId(before));
    const after = state();
    for (const name of ["updated_at", ...(subject.notImported ?? [])]) delete before[name];
    expect(after).toMatchObject(before);
    if (subject.notImported === undefined) expect(await space.planCode()).toBe(0);
  });

  if (subject.vanish !== undefined) {
    it("is planned again after a deletion outside Terraform", async () => {
      await subject.vanish?.(admin, state());
      const plan = await space.succeed("plan", "-input=false");
      expect(plan.stdout).toContain("will be created");
      await space.apply();
      expect(await space.planCode()).toBe(0);
    });
  }

  it("is destroyed", async () => {
    const last = state();
    await space.destroy();
    expect(state()).toBeUndefined();
    if (subject.vanish !== undefined) await expect(subject.vanish(admin, last)).rejects.toThrow("404");
  });
});
