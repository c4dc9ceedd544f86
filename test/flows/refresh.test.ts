import { Administrator } from "../support/administrator";
import { Gate } from "../support/fake-api/gate";
import { type Server, startServer, Workspace } from "../support/served";

jest.setTimeout(120_000);

const COUNT = 40;
const CONFIGURATION = `
locals {
  names = toset([for number in range(${COUNT}) : format("Team %03d", number)])
}
resource "netfoundry_scim_integration" "team" {
  for_each = local.names
  name     = each.key
}
resource "netfoundry_scim_mapping" "team" {
  for_each       = local.names
  integration_id = netfoundry_scim_integration.team[each.key].id
  external_id    = { source = "primary_email" }
}
resource "netfoundry_scim_token" "team" {
  for_each       = local.names
  integration_id = netfoundry_scim_integration.team[each.key].id
}
resource "netfoundry_jwt_signer" "idp" {
  count         = 3
  name          = "IdP \${count.index}"
  issuer        = "https://idp-\${count.index}.example.com"
  audience      = "netfoundry"
  jwks_endpoint = "https://idp-\${count.index}.example.com/keys"
}
resource "netfoundry_auth_policy" "staff" {
  count   = 3
  name    = "Staff \${count.index}"
  primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.idp[count.index].id] } }
}
`;

describe("a refresh", () => {
  let server: Server;
  let gate: Gate;
  let space: Workspace;
  beforeAll(async () => {
    server = await startServer();
    gate = await Gate.before(server.url);
    space = await new Workspace(gate, { NF_MAX_CONCURRENT_REQUESTS: "20" }).configure(CONFIGURATION).init();
    await space.succeed("apply", "-auto-approve", "-input=false", "-refresh=false", "-parallelism=20");
  });
  afterAll(async () => {
    await gate.close();
    await server.stop();
  });

  it(`of ${COUNT} integrations with mapping and token reads one list of each kind`, async () => {
    gate.reset();
    expect(await space.planCode()).toBe(0);
    expect([...gate.allCalls].sort()).toEqual([
      "GET /core/v3/networks",
      "GET /edge/management/v1/auth-policies",
      "GET /edge/management/v1/external-jwt-signers",
      "GET /scim/v1/integrations",
      `POST /core/v3/networks/${server.networkId}/exchange`,
      "POST /oauth2/token",
    ]);
  });

  it("sees changes made outside Terraform, and reads single objects only if it must", async () => {
    const admin = new Administrator(server);
    const id = async (key: string) =>
      String(space.stored(`netfoundry_scim_integration.team["Team ${key}"]`)?.id);
    const [renamed, changed, deleted, revoked] = await Promise.all(["000", "001", "002", "003"].map(id));
    const token = space.stored(`netfoundry_scim_token.team["Team 003"]`);
    const path = "/scim/v1/integrations";
    await admin.gateway("PATCH", `${path}/${renamed}`, { name: "Zebra" });
    await admin.gateway("PUT", `${path}/${changed}/mapping`, { identityNameField: "NICK_NAME" });
    await admin.gateway("DELETE", `${path}/${deleted}`);
    await admin.gateway("DELETE", `${path}/${revoked}/tokens/${token?.token_id}`);
    gate.reset();
    const plan = await space.succeed("plan", "-input=false");
    expect(plan.stdout).toContain("Plan: 3 to add, 3 to change, 0 to destroy.");
    const beside = gate.calls.filter((call) => call.startsWith(`GET ${path}/`));
    expect(new Set(beside)).toEqual(new Set([`GET ${path}/${deleted}`, `GET ${path}/${revoked}/tokens`]));
  });
});
