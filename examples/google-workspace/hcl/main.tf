# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

provider "netfoundry" {}

locals {
  client_id = "482019375561-netfoundry.apps.googleusercontent.com"
}

resource "netfoundry_jwt_signer" "google" {
  name              = "Google Workspace"
  issuer            = "https://accounts.google.com"
  audience          = local.client_id
  jwks_endpoint     = "https://www.googleapis.com/oauth2/v3/certs"
  claims_property   = "email"
  use_external_id   = true
  client_id         = local.client_id
  external_auth_url = "https://accounts.google.com"
  scopes            = ["openid", "email"]
  target_token      = "ID"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "google" {
  name = "Google Workspace sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.google.id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "google" {
  name       = "Google Workspace"
  depends_on = [netfoundry_auth_policy.google]
}

resource "netfoundry_scim_mapping" "google" {
  integration_id = netfoundry_scim_integration.google.id
  external_id    = { source = "primary_email" }
  auth_policy_id = netfoundry_auth_policy.google.id
}

resource "netfoundry_scim_token" "google" {
  integration_id = netfoundry_scim_integration.google.id
}

output "integration_url" {
  value = netfoundry_scim_integration.google.integration_url
}

output "auth_token" {
  value     = netfoundry_scim_token.google.token
  sensitive = true
}
