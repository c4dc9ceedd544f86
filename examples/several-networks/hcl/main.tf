# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

# One provider block for each network. The account of NF_CLIENT_ID must see them all.
provider "netfoundry" {
  alias      = "production"
  network_id = var.production_network_id
}

provider "netfoundry" {
  alias      = "staging"
  network_id = var.staging_network_id
}

variable "production_network_id" {
  type = string
}

variable "staging_network_id" {
  type = string
}

resource "netfoundry_jwt_signer" "production" {
  provider        = netfoundry.production
  name            = "Okta production"
  issuer          = "https://example.okta.com/oauth2/production"
  audience        = "api://netfoundry"
  jwks_endpoint   = "https://example.okta.com/oauth2/production/v1/keys"
  claims_property = "sub"
  use_external_id = true
  target_token    = "ACCESS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "production" {
  provider = netfoundry.production
  name     = "Okta production sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.production.id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "production" {
  provider   = netfoundry.production
  name       = "Okta production"
  depends_on = [netfoundry_auth_policy.production]
}

resource "netfoundry_scim_mapping" "production" {
  provider       = netfoundry.production
  integration_id = netfoundry_scim_integration.production.id
  external_id    = { source = "user_name" }
  auth_policy_id = netfoundry_auth_policy.production.id
}

resource "netfoundry_scim_token" "production" {
  provider       = netfoundry.production
  integration_id = netfoundry_scim_integration.production.id
}

output "production_integration_url" {
  value = netfoundry_scim_integration.production.integration_url
}

output "production_auth_token" {
  value     = netfoundry_scim_token.production.token
  sensitive = true
}

resource "netfoundry_jwt_signer" "staging" {
  provider        = netfoundry.staging
  name            = "Okta staging"
  issuer          = "https://example.okta.com/oauth2/staging"
  audience        = "api://netfoundry"
  jwks_endpoint   = "https://example.okta.com/oauth2/staging/v1/keys"
  claims_property = "sub"
  use_external_id = true
  target_token    = "ACCESS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "staging" {
  provider = netfoundry.staging
  name     = "Okta staging sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.staging.id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "staging" {
  provider   = netfoundry.staging
  name       = "Okta staging"
  depends_on = [netfoundry_auth_policy.staging]
}

resource "netfoundry_scim_mapping" "staging" {
  provider       = netfoundry.staging
  integration_id = netfoundry_scim_integration.staging.id
  external_id    = { source = "user_name" }
  auth_policy_id = netfoundry_auth_policy.staging.id
}

resource "netfoundry_scim_token" "staging" {
  provider       = netfoundry.staging
  integration_id = netfoundry_scim_integration.staging.id
}

output "staging_integration_url" {
  value = netfoundry_scim_integration.staging.integration_url
}

output "staging_auth_token" {
  value     = netfoundry_scim_token.staging.token
  sensitive = true
}
