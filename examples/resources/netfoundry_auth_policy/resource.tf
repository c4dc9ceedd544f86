resource "netfoundry_jwt_signer" "okta" {
  name          = "Okta"
  issuer        = "https://example.okta.com/oauth2/default"
  audience      = "netfoundry"
  jwks_endpoint = "https://example.okta.com/oauth2/default/v1/keys"

  # The claim that equals the external ID of the identity.
  claims_property = "email"
  use_external_id = true
}

resource "netfoundry_auth_policy" "okta" {
  name = "Okta sign-in"

  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.okta.id]
    }
  }
}

resource "netfoundry_scim_integration" "okta" {
  name = "Okta"

  # Only the mapping refers to the policy. This has the integration destroyed before the policy.
  depends_on = [netfoundry_auth_policy.okta]
}

resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  auth_policy_id = netfoundry_auth_policy.okta.id
  external_id    = { source = "primary_email" }
}
