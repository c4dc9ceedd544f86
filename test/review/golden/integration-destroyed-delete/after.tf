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

