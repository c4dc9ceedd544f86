resource "netfoundry_jwt_signer" "okta" {
  name          = "Okta"
  issuer        = "https://example.okta.com/oauth2/default"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.okta.com/oauth2/default/v1/keys"
}

resource "netfoundry_auth_policy" "okta" {
  name = "Okta sign-in"

  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.okta.id]
    }
  }

  secondary = {
    require_totp = true
  }
}
