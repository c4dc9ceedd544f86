/** Contract checklist, "Cross-cutting": line 43. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { AuthPolicy, ExternalId, IdentityName, JwtSigner, ScimIntegration } from "../../constructs";
import type { PlannedChange } from "../../src/tfplugin/testing/terraform/planned-change";
import { synthesize } from "../constructs/synthesis";
import { CLIENT_ID, CLIENT_SECRET } from "../support/served";
import { Stage } from "../support/stage";

jest.setTimeout(60_000);

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());

const HCL = `
resource "netfoundry_jwt_signer" "signer" {
  name            = "Okta"
  issuer          = "https://example.okta.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://example.okta.com/keys"
  claims_property = "email"
  use_external_id = true
}
resource "netfoundry_auth_policy" "policy" {
  name    = "Okta sign-in"
  primary = { ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.signer.id] } }
}
resource "netfoundry_scim_integration" "okta" { name = "Okta" }
resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  identity_name  = "display_name"
  external_id    = { source = "primary_email" }
  auth_policy_id = netfoundry_auth_policy.policy.id
}
resource "netfoundry_scim_token" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  lifetime       = "180d"
}
`;

const JSON_SYNTAX = {
  terraform: { required_providers: { netfoundry: { source: "netfoundry/netfoundry" } } },
  resource: {
    netfoundry_jwt_signer: {
      signer: {
        name: "Okta",
        issuer: "https://example.okta.com",
        audience: "netfoundry",
        jwks_endpoint: "https://example.okta.com/keys",
        claims_property: "email",
        use_external_id: true,
      },
    },
    netfoundry_auth_policy: {
      policy: {
        name: "Okta sign-in",
        primary: {
          ext_jwt: { allowed: true, allowed_signer_ids: [reference("netfoundry_jwt_signer.signer")] },
        },
      },
    },
    netfoundry_scim_integration: { okta: { name: "Okta" } },
    netfoundry_scim_mapping: {
      okta: {
        integration_id: reference("netfoundry_scim_integration.okta"),
        identity_name: "display_name",
        external_id: { source: "primary_email" },
        auth_policy_id: reference("netfoundry_auth_policy.policy"),
      },
    },
    netfoundry_scim_token: {
      okta: { integration_id: reference("netfoundry_scim_integration.okta"), lifetime: "180d" },
    },
  },
};

function reference(address: string): string {
  return `\${${address}.id}`;
}

function synthesized(): object {
  const text = synthesize((stack) => {
    const signer = new JwtSigner(stack, "signer", {
      name: "Okta",
      issuer: "https://example.okta.com",
      audience: "netfoundry",
      jwksEndpoint: "https://example.okta.com/keys",
      claimsProperty: "email",
      useExternalId: true,
    });
    const authPolicy = new AuthPolicy(stack, "policy", {
      name: "Okta sign-in",
      extJwtAllowedSigners: [signer],
    });
    new ScimIntegration(stack, "okta", {
      name: "Okta",
      identityName: IdentityName.DISPLAY_NAME,
      externalId: ExternalId.primaryEmail(),
      authPolicy,
      token: { lifetime: "180d" },
    });
  });
  return JSON.parse(text);
}

/** What would be done, by type: the three configurations name their resources differently. */
function byType(changes: readonly PlannedChange[]) {
  return Object.fromEntries(changes.map(({ type, change }) => [type, change]));
}

async function planOf(configuration: object): Promise<readonly PlannedChange[]> {
  const space = stage.space();
  const netfoundry = [
    { api_url: stage.gate.url, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, max_retries: 0 },
  ];
  const whole = { ...configuration, provider: { netfoundry } };
  writeFileSync(join(space.root, "main.tf.json"), JSON.stringify(whole));
  await space.succeed("plan", "-input=false", "-out=saved");
  return space.changesOf("saved");
}

test("43 JSON syntax and CDKTF plan what HCL plans", async () => {
  const hcl = byType(await stage.space().planned(HCL));
  expect(Object.keys(hcl)).toHaveLength(5);
  expect(byType(await planOf(JSON_SYNTAX))).toEqual(hcl);
  expect(byType(await planOf(synthesized()))).toEqual(hcl);
});
