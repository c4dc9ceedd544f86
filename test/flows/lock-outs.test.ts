import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(180_000);

const PEOPLE = 25;

const SIGNER = `
  name            = "Okta"
  issuer          = "https://example.okta.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://example.okta.com/keys"
  claims_property = "email"
  use_external_id = true
  enabled         = true
  tags            = { team = "identity" }`;
const POLICY = `
  name      = "Staff"
  primary   = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] } }
  secondary = { require_totp = false }
  tags      = { team = "identity" }`;
const INTEGRATION = `
  name                  = "Okta"
  identities_on_destroy = "disable"
  depends_on            = [netfoundry_auth_policy.staff]`;
const MAPPING = `
  integration_id = netfoundry_scim_integration.okta.id
  auth_policy_id = netfoundry_auth_policy.staff.id
  external_id    = { source = "primary_email" }`;

/** The configuration, with one text in place of another. */
function configuration(text = "", replacement = "", more = ""): string {
  const whole = `
resource "netfoundry_jwt_signer" "okta" {${SIGNER}
}
resource "netfoundry_auth_policy" "staff" {${POLICY}
}
resource "netfoundry_scim_integration" "okta" {${INTEGRATION}
}
resource "netfoundry_scim_mapping" "okta" {${MAPPING}
}
`;
  if (!whole.includes(text)) throw new Error(`the configuration lacks ${text}`);
  return whole.replace(text, replacement) + more;
}

const stage = new Stage();
let space: TerraformFolder;

beforeAll(async () => {
  await stage.open();
  space = stage.space();
  await space.apply(configuration());
  const { id, integration_url } = space.stored("netfoundry_scim_integration.okta") ?? {};
  const tokens = `/scim/v1/integrations/${id}/tokens`;
  const { token } = await stage.administrator.gateway<{ token: string }>("POST", tokens, {});
  for (let number = 1; number <= PEOPLE; number += 1) {
    const userName = `person-${number}@example.com`;
    const answer = await fetch(`${integration_url}/Users`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify({
        userName,
        displayName: `Person ${number}`,
        emails: [{ value: userName, primary: true }],
        active: true,
      }),
    });
    expect(answer.status).toBe(201);
  }
});
afterAll(() => stage.close());

interface Told {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
}

/** The warnings and errors of a plan. */
async function plan(text: string, ...args: string[]): Promise<Told[]> {
  const { stdout } = await space.configure(text).terraform("plan", "-input=false", "-json", ...args);
  return stdout
    .split("\n")
    .filter((line) => line.includes('"diagnostic"'))
    .map((line) => JSON.parse(line).diagnostic as Told);
}

test.each<[string, string, string, string, RegExp]>([
  [
    "the policy forbids JWTs",
    "{ allowed = true,",
    "{ allowed = false,",
    '25 identities lose sign-in: auth policy "Staff" (',
    /does not allow JWTs\. Keep primary\.ext_jwt\.allowed = true/,
  ],
  [
    "the signer is switched off",
    "enabled         = true",
    "enabled         = false",
    '25 identities lose sign-in: JWT signer "Okta"',
    /allows no JWT signer that is enabled.*25 identities have the auth policy "Staff"/s,
  ],
  [
    "the signer asks for another audience",
    'audience        = "netfoundry"',
    'audience        = "other"',
    '25 identities need another token: JWT signer "Okta"',
    /a token for the audience "other"/,
  ],
  [
    "the signer takes another claim",
    'claims_property = "email"',
    'claims_property = "sub"',
    '25 identities need another token: JWT signer "Okta"',
    /a token with the claim "sub" that names them/,
  ],
  [
    "the signer matches by id",
    "use_external_id = true",
    "use_external_id = false",
    '25 identities need another token: JWT signer "Okta"',
    /whose claim holds the id of their identity, which no identity provider knows/,
  ],
  [
    "the policy asks for a one-time code",
    "require_totp = false",
    "require_totp = true",
    '25 identities need a second factor: auth policy "Staff"',
    /one-time code/,
  ],
  [
    "the mapping takes the external IDs away",
    'external_id    = { source = "primary_email" }',
    'external_id    = { source = "none" }',
    '25 identities lose sign-in: mapping settings of the SCIM integration "Okta"',
    /no external ID.*- 25 identities lose their external ID/s,
  ],
  [
    "the mapping takes another external ID",
    'external_id    = { source = "primary_email" }',
    'external_id    = { source = "custom", path = "displayName" }',
    '25 identities get another external ID: mapping settings of the SCIM integration "Okta"',
    /tokens must carry the new one/,
  ],
])("the plan warns of 25 people when %s", async (_when, text, replacement, summary, detail) => {
  const told = await plan(configuration(text, replacement));
  expect(told.map((one) => one.severity)).toEqual(["warning"]);
  expect(told[0]?.summary).toContain(summary);
  expect(told[0]?.detail).toMatch(detail);
});

test("a mistyped key of a policy is an error that lists the keys", async () => {
  const told = await plan(configuration("{ allowed = true,", "{ alowed = true,"));
  expect(told).toMatchObject([{ severity: "error", summary: "primary.ext_jwt.allowed is missing" }]);
  expect(told[0]?.detail).toContain("The keys of primary.ext_jwt are allowed, allowed_signer_ids.");
});

test("a policy new in the plan leaves it open who loses sign-in, and the rest is previewed", async () => {
  const policy = 'resource "netfoundry_auth_policy" "new" {\n  name = "New"\n}\n';
  const [from, to] = ["netfoundry_auth_policy.staff.id\n", "netfoundry_auth_policy.new.id\n"];
  const told = await plan(configuration(from, to, policy));
  expect(told).toMatchObject([{ severity: "warning" }]);
  expect(told[0]?.summary).toContain("At most 25 identities lose sign-in: mapping settings of the SCIM");
  expect(told[0]?.detail).toContain("The auth policy is known only after apply.");
});

test("a provider that cannot be configured yet says that the effect is not known", async () => {
  const later = 'resource "terraform_data" "later" {}\n';
  const unknown = stage.space("ca_cert = terraform_data.later.id");
  // The state is that of the other folder.
  const args = [`-state=${space.stateFile}`];
  const text = configuration("{ allowed = true,", "{ allowed = false,", later);
  const { stdout } = await unknown.configure(text).terraform("plan", "-input=false", ...args);
  expect(stdout).toContain('Whether identities lose sign-in is not known: auth policy "Staff" (');
});

test("destroying an integration that disables its identities names the number", async () => {
  const told = await plan(configuration(), "-destroy");
  expect(told.map(({ summary }) => summary)).toContainEqual(
    expect.stringMatching(/^Destroying the SCIM integration "Okta" \(.*\) disables its 25 identities$/),
  );
});

test("a changed tag plans without a word", async () => {
  const text = configuration().replaceAll('team = "identity"', 'team = "people"');
  expect(await plan(text)).toEqual([]);
  expect(await space.planCode()).toBe(2);
});
