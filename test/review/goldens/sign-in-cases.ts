import { BASE, changed } from "./configuration";
import type { GoldenCase } from "./golden-case";

const ALLOWED = "ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] }";
const AUDIENCE = 'audience        = "netfoundry"';
const SECOND_SIGNER = `
resource "netfoundry_jwt_signer" "entra" {
  name            = "Entra"
  issuer          = "https://entra.example.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://entra.example.com/keys"
  claims_property = "oid"
  use_external_id = true
}
`;
const SECOND_ALLOWED = ALLOWED.replace("okta.id]", "okta.id, netfoundry_jwt_signer.entra.id]");

/** Changes of policies and signers. */
export const SIGN_IN_CASES: readonly GoldenCase[] = [
  { name: "clean-tag", before: BASE, after: changed(['team = "platform"', 'team = "access"']) },
  {
    name: "policy-forbids-jwt",
    before: BASE,
    after: changed([ALLOWED, "ext_jwt = { allowed = false }, updb = { allowed = true }"]),
  },
  { name: "last-way-removed", before: BASE, after: changed([ALLOWED, "ext_jwt = { allowed = false }"]) },
  {
    name: "policy-impassable",
    before: BASE,
    after: `${changed(["netfoundry_auth_policy.staff.id", "netfoundry_auth_policy.new.id"])}
resource "netfoundry_auth_policy" "new" {
  name = "New"
}
`,
  },
  {
    name: "totp-required",
    before: BASE,
    after: changed(["require_totp = false", "require_totp = true"]),
  },
  {
    name: "second-factor-dropped",
    before: changed(["require_totp = false", "require_totp = true"]),
    after: BASE,
  },
  {
    name: "policy-loosened",
    before: BASE,
    after: changed([ALLOWED, "ext_jwt = { allowed = true }, updb = { allowed = true }"]),
  },
  {
    name: "signer-disabled",
    before: BASE,
    after: changed([AUDIENCE, `${AUDIENCE}\n  enabled         = false`]),
  },
  {
    name: "signer-disabled-with-another",
    before: changed([ALLOWED, SECOND_ALLOWED]) + SECOND_SIGNER,
    after:
      changed([ALLOWED, SECOND_ALLOWED], [AUDIENCE, `${AUDIENCE}\n  enabled         = false`]) +
      SECOND_SIGNER,
  },
  {
    name: "signer-removed",
    before: changed([ALLOWED, SECOND_ALLOWED]) + SECOND_SIGNER,
    after: changed([
      ALLOWED,
      "ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] }",
    ]),
  },
  { name: "signer-audience", before: BASE, after: changed([AUDIENCE, 'audience        = "other"']) },
  {
    name: "signer-claim",
    before: BASE,
    after: changed(['claims_property = "employee"', 'claims_property = "email"']),
  },
  {
    name: "signer-external-id-off",
    before: BASE,
    after: changed(["use_external_id = true", "use_external_id = false"]),
  },
  {
    name: "signer-issuer-without-live",
    before: BASE,
    after: changed(['"https://okta.example.com"', '"https://okta.example.com/v2"']),
    live: false,
  },
  {
    name: "signer-keys",
    before: BASE,
    after: changed(['"https://okta.example.com/keys"', '"https://okta.example.com/keys/v2"']),
  },
  {
    name: "signer-swapped",
    before: BASE,
    after: changed([ALLOWED, SECOND_ALLOWED.replace("netfoundry_jwt_signer.okta.id, ", "")]) + SECOND_SIGNER,
  },
];
