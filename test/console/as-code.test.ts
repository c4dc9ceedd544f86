import { resourceBlock } from "../../src/as-code/hcl/resource-block";
import { statement } from "../../src/as-code/typescript/statement";
import { DEFAULT_MAPPING } from "../../src/contract/gateway/mapping";
import { adoptedIntegration } from "../../src/server/console/app/as-code/adopted-integration";
import { adoptedPolicy } from "../../src/server/console/app/as-code/adopted-policy";
import { adoptedSigner } from "../../src/server/console/app/as-code/adopted-signer";
import { curl } from "../../src/server/console/app/as-code/api-call";

const OKTA = adoptedIntegration({
  id: "0b7c1f2e-64cf-4d26-8a19-3f5d1c0a9e77",
  name: "Okta (EU)",
  adoptIdentities: "externalId",
  mapping: {
    ...DEFAULT_MAPPING,
    identityNameField: "DISPLAY_NAME",
    authPolicyId: "2vK9bQ1nH",
    externalIdField: "CUSTOM",
    externalIdCustomPath: 'emails[type eq "work"].value',
  },
});

const POLICY = {
  name: "Staff",
  primary: {
    cert: { allowed: false, allowExpiredCerts: false },
    extJwt: { allowed: true, allowedSigners: ["s1"] },
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
  secondary: { requireTotp: true, requireExtJwtSigner: null },
  tags: {},
};

describe("an integration as code", () => {
  it("is one construct in TypeScript, with the imports that it needs", () => {
    expect(statement(OKTA)).toBe(
      [
        "import {",
        "  AdoptIdentities,",
        "  AuthPolicy,",
        "  ExternalId,",
        "  IdentityName,",
        "  ScimIntegration,",
        '} from "netfoundry-scim/constructs";',
        "",
        'new ScimIntegration(scope, "okta_eu", {',
        '  name: "Okta (EU)",',
        "  adoptIdentities: AdoptIdentities.EXTERNAL_ID,",
        "  identityName: IdentityName.DISPLAY_NAME,",
        '  authPolicy: AuthPolicy.fromAuthPolicyId(scope, "okta_eu-policy", "2vK9bQ1nH"),',
        '  externalId: ExternalId.custom("emails[type eq \\"work\\"].value"),',
        "});",
        "",
      ].join("\n"),
    );
  });

  it("is a resource and its mapping in HCL", () => {
    expect(OKTA.mapping && resourceBlock(OKTA.mapping)).toContain(
      "integration_id = netfoundry_scim_integration.okta_eu.id",
    );
    expect(resourceBlock(OKTA)).toBe(
      [
        'resource "netfoundry_scim_integration" "okta_eu" {',
        '  name             = "Okta (EU)"',
        '  adopt_identities = "external_id"',
        "}",
        "",
      ].join("\n"),
    );
  });

  it("leaves out what only repeats a default", () => {
    const plain = adoptedIntegration({
      id: null,
      name: "Okta",
      adoptIdentities: "never",
      mapping: DEFAULT_MAPPING,
    });
    expect(statement(plain)).toContain('new ScimIntegration(scope, "okta", { name: "Okta" });');
  });
});

describe("an auth policy as code", () => {
  it("names the signers that it allows, and the second factor", () => {
    expect(resourceBlock(adoptedPolicy("p1", POLICY))).toBe(
      [
        'resource "netfoundry_auth_policy" "staff" {',
        '  name = "Staff"',
        "",
        "  primary = {",
        '    ext_jwt = { allowed = true, allowed_signer_ids = ["s1"] }',
        "  }",
        "",
        "  secondary = { require_totp = true }",
        "}",
        "",
      ].join("\n"),
    );
  });

  it("is a resource in TypeScript where the construct would refuse it, and says why", () => {
    const closed = {
      ...POLICY,
      primary: { ...POLICY.primary, extJwt: { allowed: false, allowedSigners: [] } },
    };
    const text = statement(adoptedPolicy(null, closed));
    expect(text).toContain("// As a resource: the construct expects a way to sign in.");
    expect(text).toContain("new resources.AuthPolicy(");
  });
});

test("a JWT signer as code says the claim and that it holds external IDs", () => {
  const signer = adoptedSigner(null, {
    name: "Okta",
    enabled: true,
    issuer: "https://example.okta.com",
    audience: "netfoundry",
    jwksEndpoint: "https://example.okta.com/keys",
    certPem: null,
    kid: null,
    claimsProperty: "email",
    useExternalId: true,
    clientId: null,
    scopes: [],
    externalAuthUrl: null,
    targetToken: "ACCESS",
    tags: { team: "identity", managed: true },
  });
  const text = resourceBlock(signer);
  expect(text).toContain('claims_property = "email"');
  expect(text).toContain("use_external_id = true");
  expect(text).toContain('{ team = "identity" }');
  expect(text).not.toContain("enabled");
});

test("an API call quotes its body for a shell, and takes the credential from the environment", () => {
  const text = curl("https://nf.example.com", {
    method: "PATCH",
    path: "/scim/v1/integrations/1",
    body: { name: "Ada's" },
  });
  expect(text).toBe(
    [
      "curl -X PATCH 'https://nf.example.com/scim/v1/integrations/1' \\",
      '  -H "Authorization: Bearer $NETFOUNDRY_API_TOKEN" \\',
      '  -H "Content-Type: application/json" \\',
      "  -d '{",
      `  "name": "Ada'\\''s"`,
      "}'",
    ].join("\n"),
  );
});
