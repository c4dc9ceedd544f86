resource "netfoundry_jwt_signer" "okta" {
  name            = "Okta"
  issuer          = "https://okta.example.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://okta.example.com/keys"
  claims_property = "employee"
  use_external_id = true
}

resource "netfoundry_auth_policy" "staff" {
  name = "Staff"
  primary = {
    ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.okta.id] }
  }
  secondary = { require_totp = false }
  tags      = { team = "platform" }
}

resource "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  auth_policy_id = netfoundry_auth_policy.staff.id
  external_id    = { source = "custom", path = "externalId" }
}

resource "netfoundry_scim_token" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  rotation_triggers = { release = "2" }
  overlap = "4h"
}
resource "terraform_data" "store" {
  input = netfoundry_scim_token.okta.generation
}
