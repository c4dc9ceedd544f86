# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

provider "netfoundry" {}

resource "netfoundry_jwt_signer" "okta" {
  name            = "Okta"
  issuer          = "https://example.okta.com/oauth2/default"
  audience        = "api://netfoundry"
  jwks_endpoint   = "https://example.okta.com/oauth2/default/v1/keys"
  claims_property = "sub"
  use_external_id = true
  target_token    = "ACCESS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "okta" {
  name = "Okta sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.okta.id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "okta" {
  name       = "Okta"
  depends_on = [netfoundry_auth_policy.okta]
}

resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  identity_name  = "display_name"
  external_id    = { source = "user_name" }
  auth_policy_id = netfoundry_auth_policy.okta.id
}

resource "netfoundry_scim_token" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
}

output "integration_url" {
  value = netfoundry_scim_integration.okta.integration_url
}

output "auth_token" {
  value     = netfoundry_scim_token.okta.token
  sensitive = true
}
