import { UNKNOWN } from "../../src/tfplugin";
import type { ObjectValue } from "../../src/tfplugin/value/type";
import { CERTIFICATE, PRIVATE_KEY } from "../support/certificates";
import { Plugin } from "./support/plugin";

const plugin = new Plugin();
const UPDB = {
  allowed: true,
  min_password_length: null,
  require_special_char: null,
  require_number_char: null,
  require_mixed_case: null,
  max_attempts: null,
  lockout_duration_minutes: null,
};
const policy = (updb: ObjectValue) => ({
  name: "Staff",
  primary: { cert: null, ext_jwt: null, updb: { ...UPDB, ...updb } },
});
const SIGNER = { name: "Okta", issuer: "https://idp.example.com", audience: "openziti" };
const JWKS = "https://idp.example.com/keys";

describe("refused at plan time, at the attribute", () => {
  test.each<[string, ObjectValue, string, RegExp]>([
    ["netfoundry_scim_integration", { name: " " }, "name", /not blank/],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: `${JWKS}\n` },
      "jwks_endpoint",
      /http or https URL.*\\n"/,
    ],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: "https:idp" },
      "jwks_endpoint",
      /http or https URL/,
    ],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: JWKS, scopes: ["openid", null] },
      "scopes",
      /scopes\[\d\] must not be null/,
    ],
    [
      "netfoundry_scim_integration",
      { name: "a", identities_on_destroy: "drop" },
      "identities_on_destroy",
      /"keep", "disable", "delete".*"drop"/,
    ],
    [
      "netfoundry_scim_mapping",
      { integration_id: "a", identity_name: "email" },
      "identity_name",
      /"user_name", "display_name", "formatted_name", "nick_name".*"email"/,
    ],
    [
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "email", path: null } },
      "external_id",
      /external_id\.source.*"none", "user_name", "primary_email", "custom"/,
    ],
    [
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "custom", path: null } },
      "external_id",
      /external_id\.path/,
    ],
    [
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "none", path: "externalId" } },
      "external_id",
      /external_id\.path.*Leave it out/,
    ],
    [
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "custom", path: "emails[" } },
      "external_id",
      /external_id\.path "emails\["/,
    ],
    ["netfoundry_scim_mapping", { integration_id: "a", auth_policy_id: "" }, "auth_policy_id", /not blank/],
    [
      "netfoundry_scim_token",
      { integration_id: "a", lifetime: "1 year" },
      "lifetime",
      /duration such as 8760h/,
    ],
    [
      "netfoundry_scim_token",
      { integration_id: "a", lifetime: "10d", rotate_before: "10d" },
      "rotate_before",
      /lives 10d/,
    ],
    [
      "netfoundry_scim_token",
      { integration_id: "a", rotate_before: "2w400d" },
      "rotate_before",
      /lives 8760h/,
    ],
    [
      "netfoundry_scim_token",
      { integration_id: "a", expected_use_within: "8760h" },
      "expected_use_within",
      /A token ends after 8760h, so no plan could warn/,
    ],
    [
      "netfoundry_scim_token",
      { integration_id: "a", lifetime: "10d", rotate_before: "9d", expected_use_within: "25h" },
      "expected_use_within",
      /A token is rotated after 24h \(lifetime 10d, rotate_before 9d\)/,
    ],
    ["netfoundry_scim_token", { integration_id: "a", description: "x".repeat(201) }, "description", /200/],
    ["netfoundry_auth_policy", policy({ min_password_length: 4 }), "primary", /min_password_length.*5/],
    ["netfoundry_auth_policy", policy({ max_attempts: -1 }), "primary", /max_attempts/],
    [
      "netfoundry_auth_policy",
      policy({ allowed: null }),
      "primary",
      /primary\.updb\.allowed is missing .*keys of primary\.updb are allowed, min_password_length, .*mistyped/,
    ],
    [
      "netfoundry_auth_policy",
      {
        name: "Staff",
        primary: { cert: null, ext_jwt: { allowed: null, allowed_signer_ids: ["a"] }, updb: null },
      },
      "primary",
      /primary\.ext_jwt\.allowed is missing .*are allowed, allowed_signer_ids\./,
    ],
    [
      "netfoundry_auth_policy",
      { name: "Staff", primary: { cert: { allowed: null, allow_expired: true }, ext_jwt: null, updb: null } },
      "primary",
      /primary\.cert\.allowed is missing .*are allowed, allow_expired\./,
    ],
    ["netfoundry_jwt_signer", SIGNER, "jwks_endpoint", /None of them is set/],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: JWKS, cert_pem: CERTIFICATE },
      "cert_pem",
      /sets jwks_endpoint and cert_pem/,
    ],
    ["netfoundry_jwt_signer", { ...SIGNER, jwks_endpoint: "idp/keys" }, "jwks_endpoint", /http/],
    ["netfoundry_jwt_signer", { ...SIGNER, cert_pem: "MIIB" }, "cert_pem", /without a PEM block/],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, cert_pem: CERTIFICATE + CERTIFICATE },
      "cert_pem",
      /got CERTIFICATE, CERTIFICATE/,
    ],
    ["netfoundry_jwt_signer", { ...SIGNER, cert_pem: PRIVATE_KEY }, "cert_pem", /private key/],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, cert_pem: CERTIFICATE.replace(/\n.{20}/, "\n") },
      "cert_pem",
      /cannot be decoded/,
    ],
    ["netfoundry_jwt_signer", { ...SIGNER, jwks_endpoint: JWKS, kid: "" }, "kid", /not blank/],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: JWKS, target_token: "REFRESH" },
      "target_token",
      /"ACCESS", "ID"/,
    ],
    [
      "netfoundry_jwt_signer",
      { ...SIGNER, jwks_endpoint: JWKS, scopes: ["openid", " "] },
      "scopes",
      /not blank/,
    ],
  ])("%s %j", async (type, config, attribute, detail) => {
    const said = await plugin.resource(type).validate(config);
    expect(said.map((one) => one.attribute)).toEqual([attribute]);
    expect(`${said[0]?.summary} ${said[0]?.detail}`).toMatch(detail);
  });
});

describe("accepted", () => {
  test.each<[string, string, ObjectValue]>([
    ["nothing known", "netfoundry_scim_mapping", { integration_id: UNKNOWN, external_id: UNKNOWN }],
    [
      "a source not known",
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: UNKNOWN, path: null } },
    ],
    [
      "a path not known",
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "custom", path: UNKNOWN } },
    ],
    [
      "a path with a filter",
      "netfoundry_scim_mapping",
      { integration_id: "a", external_id: { source: "custom", path: 'emails[type eq "work"].value' } },
    ],
    [
      "a lifetime not known",
      "netfoundry_scim_token",
      { integration_id: "a", lifetime: UNKNOWN, rotate_before: "400d" },
    ],
    ["a lead not known", "netfoundry_scim_token", { integration_id: "a", rotate_before: UNKNOWN }],
    [
      "a use expected of a token that never ends",
      "netfoundry_scim_token",
      { integration_id: "a", lifetime: "never", expected_use_within: "400d" },
    ],
    ["keys not known", "netfoundry_jwt_signer", { ...SIGNER, jwks_endpoint: UNKNOWN, cert_pem: null }],
    [
      "text before a certificate",
      "netfoundry_jwt_signer",
      { ...SIGNER, cert_pem: `subject=/CN=x\n${CERTIFICATE}` },
    ],
  ])("%s in %s", async (_, type, config) => {
    expect(await plugin.resource(type).validate(config)).toEqual([]);
  });
});

test("an object of an auth policy that sets nothing is warned of, with its keys", async () => {
  const driver = plugin.resource("netfoundry_auth_policy");
  const primary = { cert: null, ext_jwt: null, updb: null };
  const secondary = { require_totp: null, jwt_signer_id: null };
  const said = await driver.validate({ name: "Staff", primary, secondary });
  expect(said).toMatchObject([
    { severity: "warning", summary: "primary sets nothing", attribute: "primary" },
    { severity: "warning", summary: "secondary sets nothing", attribute: "secondary" },
  ]);
  expect(said[1]?.detail).toMatch(/keys of secondary are require_totp, jwt_signer_id\..*mistyped/);
  expect(await driver.validate({ name: "Staff" })).toEqual([]);
  expect(await driver.validate({ name: "Staff", primary: UNKNOWN, secondary: UNKNOWN })).toEqual([]);
});
