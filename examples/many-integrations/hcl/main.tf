# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

provider "netfoundry" {}

# The key is part of every address, so an entry may be inserted, moved or renamed without touching the others.
locals {
  tenants = yamldecode(file("${path.module}/../integrations.yaml"))
}

resource "netfoundry_jwt_signer" "okta" {
  for_each        = local.tenants
  name            = each.value.name
  issuer          = each.value.issuer
  audience        = "api://netfoundry"
  jwks_endpoint   = "${each.value.issuer}/v1/keys"
  claims_property = "sub"
  use_external_id = true
  target_token    = "ACCESS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "okta" {
  for_each = local.tenants
  name     = "${each.value.name} sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.okta[each.key].id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "okta" {
  for_each   = local.tenants
  name       = each.value.name
  depends_on = [netfoundry_auth_policy.okta]
}

resource "netfoundry_scim_mapping" "okta" {
  for_each       = local.tenants
  integration_id = netfoundry_scim_integration.okta[each.key].id
  external_id    = { source = "user_name" }
  auth_policy_id = netfoundry_auth_policy.okta[each.key].id
}

resource "netfoundry_scim_token" "okta" {
  for_each       = local.tenants
  integration_id = netfoundry_scim_integration.okta[each.key].id
}

output "integration_urls" {
  value = { for key, okta in netfoundry_scim_integration.okta : key => okta.integration_url }
}

output "auth_tokens" {
  value     = { for key, okta in netfoundry_scim_token.okta : key => okta.token }
  sensitive = true
}
