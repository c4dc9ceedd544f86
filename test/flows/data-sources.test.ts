import { Stage } from "../support/stage";
import type { TerraformFolder } from "../support/terraform-folder";

jest.setTimeout(120_000);

const stage = new Stage();
let workspace: TerraformFolder;
let ids: { okta: string; entra: string; policy: string; signer: string };

beforeAll(async () => {
  await stage.open();
  ids = await seed();
  workspace = stage.space();
});
afterAll(() => stage.close());

test("every data source finds objects by id, by name and by filter", async () => {
  await workspace.apply(`
    data "netfoundry_scim_integration" "by_id" { id = "${ids.okta}" }
    data "netfoundry_scim_integration" "by_name" { name = "Okta" }
    data "netfoundry_scim_integrations" "all" {}
    data "netfoundry_scim_integrations" "waiting" { has_auth_token = false }
    data "netfoundry_scim_mapping" "okta" { integration_name = "Okta" }
    data "netfoundry_scim_mappings" "custom" { auth_policy_id = "${ids.policy}" }
    data "netfoundry_scim_token" "okta" { integration_id = "${ids.okta}" }
    data "netfoundry_scim_tokens" "superseded" {
      integration_name = "Okta"
      state            = "superseded"
    }
    data "netfoundry_auth_policy" "default" { id = "default" }
    data "netfoundry_auth_policy" "by_name" { name = "With a signer" }
    data "netfoundry_auth_policies" "signer" { jwt_signer_id = "${ids.signer}" }
    data "netfoundry_jwt_signer" "by_name" { name = "Signer" }
    data "netfoundry_jwt_signers" "off" { enabled = false }
    data "netfoundry_identities" "engineers" {
      integration_id = "${ids.okta}"
      attribute      = "Engineering"
    }
    data "netfoundry_identities" "disabled" { state = "disabled" }
    data "netfoundry_network" "own" {}
    data "netfoundry_networks" "all" {}
    data "netfoundry_scim_mapping_preview" "names" {
      integration_id = "${ids.okta}"
      identity_name  = "display_name"
    }
    output "seen" {
      value = jsonencode({
        by_id        = data.netfoundry_scim_integration.by_id.name
        by_name      = data.netfoundry_scim_integration.by_name.id
        all          = data.netfoundry_scim_integrations.all.integrations[*].name
        waiting      = data.netfoundry_scim_integrations.waiting.integrations[*].name
        mapping      = data.netfoundry_scim_mapping.okta.external_id
        mappings     = data.netfoundry_scim_mappings.custom.mappings[*].integration_name
        token        = data.netfoundry_scim_token.okta.state
        tokens       = length(data.netfoundry_scim_tokens.superseded.tokens)
        default      = data.netfoundry_auth_policy.default.name
        policy       = data.netfoundry_auth_policy.by_name.primary.ext_jwt.allowed_signer_ids
        policies     = data.netfoundry_auth_policies.signer.policies[*].name
        signer       = data.netfoundry_jwt_signer.by_name.claims_property
        signers      = data.netfoundry_jwt_signers.off.signers[*].name
        engineers    = data.netfoundry_identities.engineers.identities[*].name
        disabled     = data.netfoundry_identities.disabled.identities[*].name
        network      = data.netfoundry_network.own.id
        networks     = data.netfoundry_networks.all.networks[*].status
        preview = [
          data.netfoundry_scim_mapping_preview.names.identities,
          data.netfoundry_scim_mapping_preview.names.renamed,
        ]
      })
    }`);
  expect(JSON.parse(String((await workspace.outputs()).seen))).toEqual({
    by_id: "Okta",
    by_name: ids.okta,
    all: ["Okta", "Entra ID"],
    waiting: ["Entra ID"],
    mapping: { source: "none", path: null },
    mappings: ["Entra ID"],
    token: "live",
    tokens: 1,
    default: "Default",
    policy: [ids.signer],
    policies: ["With a signer"],
    signer: "/sub",
    signers: ["Switched off"],
    engineers: ["ada"],
    disabled: ["grace"],
    network: stage.networkId,
    networks: ["PROVISIONED"],
    preview: [2, 2],
  });
});

test("no secret is in a data source", async () => {
  const { stdout } = await workspace.succeed("show", "-json");
  expect(stdout).toContain("netfoundry_scim_token");
  expect(stdout).not.toContain("nfscim");
});

test.each([
  ['data netfoundry_scim_integration it { name = "Nobody" }', 'No SCIM integration is named "Nobody"'],
  ['data netfoundry_auth_policy it { id = "gone" }', 'There is no auth policy with the id "gone"'],
  ["data netfoundry_jwt_signer it {}", "One of id and name is missing"],
  ['data netfoundry_network it { name = "other" }', 'No network is named "other"'],
  ['data netfoundry_network it { id = "some", name = "other" }', "id and name do not go together"],
  ['data netfoundry_scim_tokens it { integration_name = "Okta", state = "odd" }', "superseded"],
])("%s fails with what to do", async (configuration, said) => {
  const [, type, name, body] = /^data (\w+) (\w+) \{(.*)\}$/.exec(configuration) ?? [];
  workspace.configure(`data "${type}" "${name}" {\n${body?.replaceAll(", ", "\n")}\n}`);
  expect(await workspace.fail("plan", "-input=false")).toContain(said);
});

test("a token data source beside its slot does not stop the apply that mints the next token", async () => {
  const space = stage.space().configure(`
    resource "netfoundry_scim_integration" "it" { name = "Healed" }
    resource "netfoundry_scim_token" "it" { integration_id = netfoundry_scim_integration.it.id }
    data "netfoundry_scim_token" "it" { integration_id = netfoundry_scim_integration.it.id }
    output "live" { value = data.netfoundry_scim_token.it.token_id }`);
  await space.apply();
  const { token_id, integration_id } = space.stored("netfoundry_scim_token.it") ?? {};
  await stage.administrator.gateway("DELETE", `/scim/v1/integrations/${integration_id}/tokens/${token_id}`);
  const { words } = await space.apply();
  expect(words).toContain("A SCIM integration has no live auth token");
  expect(words).toContain(
    `"Healed" (${integration_id}): the newest token, ${token_id}, is revoked, so pushes are refused`,
  );
  expect(space.stored("netfoundry_scim_token.it")).toMatchObject({ generation: 2, status: "live" });
  await space.apply();
  expect(await space.outputs()).toEqual({ live: space.stored("netfoundry_scim_token.it")?.token_id });
  await space.destroy();
});

test("an integration that is read in the wrong network names its network", async () => {
  const { okta } = ids;
  workspace.configure(
    `data "netfoundry_scim_integration" "it" {\n  id = "${okta}"\n  network_id = "other"\n}`,
  );
  const error = await workspace.fail("plan", "-input=false");
  expect(error).toContain(`The SCIM integration ${okta} is not in the network other`);
  expect(error).toContain(stage.networkId);
});

async function seed() {
  const admin = stage.administrator;
  const { networkId } = stage;
  const create = (name: string, mapping?: object) =>
    admin.gateway<{ id: string; integrationUrl: string }>("POST", "/scim/v1/integrations", {
      networkId,
      name,
      ...(mapping && { mapping }),
    });
  const made = async (path: string, body: object) =>
    (await admin.edge<{ data: { id: string } }>("POST", path, body)).data.id;
  const signer = (name: string, enabled: boolean) =>
    made("/external-jwt-signers", {
      name,
      enabled,
      issuer: `https://${name.replaceAll(" ", "")}.example.com`,
      audience: "netfoundry",
      jwksEndpoint: "https://example.com/keys",
    });
  const signerId = await signer("Signer", true);
  await signer("Switched off", false);
  const policy = await made("/auth-policies", {
    name: "With a signer",
    primary: {
      cert: { allowed: false, allowExpiredCerts: false },
      extJwt: { allowed: true, allowedSigners: [signerId] },
      updb: {
        allowed: false,
        minPasswordLength: 5,
        requireSpecialChar: false,
        requireNumberChar: false,
        requireMixedCase: false,
        maxAttempts: 0,
        lockoutDurationMinutes: 0,
      },
    },
    secondary: { requireTotp: false, requireExtJwtSigner: null },
  });
  const okta = await create("Okta");
  const entra = await create("Entra ID", { authPolicyId: policy });
  await admin.gateway("POST", `/scim/v1/integrations/${okta.id}/tokens`, {});
  const { token } = await admin.gateway<{ token: string }>(
    "POST",
    `/scim/v1/integrations/${okta.id}/tokens`,
    {},
  );
  const push = async (path: string, body: object) => {
    const answer = await fetch(`${okta.integrationUrl}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  const ada = await push("/Users", { schemas: [USER], userName: "ada", displayName: "Ada Lovelace" });
  await push("/Users", { schemas: [USER], userName: "grace", displayName: "Grace Hopper", active: false });
  await push("/Groups", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    displayName: "Engineering",
    members: [{ value: ada.id }],
  });
  return { okta: okta.id, entra: entra.id, policy, signer: signerId };
}
