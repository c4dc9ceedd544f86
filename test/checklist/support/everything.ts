import { CERTIFICATE } from "../../support/certificates";

/** One of each resource with every attribute that can be set, each with another value than its default. */
export const EVERYTHING = `
resource "netfoundry_jwt_signer" "it" {
  name              = "Entra ID"
  issuer            = "https://login.example.com/contoso/v2.0"
  audience          = "api://netfoundry"
  enabled           = false
  jwks_endpoint     = "https://login.example.com/contoso/keys"
  claims_property   = "email"
  use_external_id   = true
  client_id         = "0b1c2d3e"
  scopes            = ["openid", "email"]
  target_token      = "ID"
  external_auth_url = "https://login.example.com/contoso"
  tags              = { costCenter = "42" }
}
resource "netfoundry_jwt_signer" "pinned" {
  name     = "Pinned"
  issuer   = "pinned"
  audience = "netfoundry"
  kid      = "key-1"
  cert_pem = <<-PEM
${CERTIFICATE.trim()}
  PEM
}
resource "netfoundry_auth_policy" "it" {
  name = "Staff"
  primary = {
    cert    = { allowed = true, allow_expired = true }
    ext_jwt = { allowed = true, allowed_signer_ids = [netfoundry_jwt_signer.it.id, netfoundry_jwt_signer.pinned.id] }
    updb = {
      allowed                  = true
      min_password_length      = 12
      require_special_char     = true
      require_number_char      = true
      require_mixed_case       = true
      max_attempts             = 5
      lockout_duration_minutes = 15
    }
  }
  secondary = { require_totp = true, jwt_signer_id = netfoundry_jwt_signer.pinned.id }
  tags      = { costCenter = "42" }
}
resource "netfoundry_scim_integration" "it" {
  name                  = "Entra ID"
  identities_on_destroy = "disable"
  adopt_identities      = "external_id"
}
resource "netfoundry_scim_mapping" "it" {
  integration_id         = netfoundry_scim_integration.it.id
  identity_name          = "formatted_name"
  identity_name_conflict = "user_name"
  auth_policy_id         = netfoundry_auth_policy.it.id
  external_id            = { source = "custom", path = "emails[type eq \\"work\\"].value" }
  reset_on_destroy       = true
}
resource "netfoundry_scim_token" "it" {
  integration_id    = netfoundry_scim_integration.it.id
  description       = "pasted into Entra ID"
  lifetime          = "180d"
  rotate_before     = "30d"
  rotation_triggers = { quarter = "2027Q1" }
  revoke_on_destroy = false
}
`;

/** The same resources with nothing but what is required. */
export const BARE = `
resource "netfoundry_jwt_signer" "it" {
  name          = "Okta"
  issuer        = "https://example.okta.com"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.okta.com/keys"
}
resource "netfoundry_jwt_signer" "pinned" {
  name          = "Pinned"
  issuer        = "pinned"
  audience      = "netfoundry"
  jwks_endpoint = "https://pinned.example.com/keys"
}
resource "netfoundry_auth_policy" "it" {
  name = "Contractors"
}
resource "netfoundry_scim_integration" "it" {
  name = "Okta"
}
resource "netfoundry_scim_mapping" "it" {
  integration_id = netfoundry_scim_integration.it.id
}
resource "netfoundry_scim_token" "it" {
  integration_id = netfoundry_scim_integration.it.id
}
`;
