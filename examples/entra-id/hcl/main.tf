# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

provider "netfoundry" {}

# The attribute mapping in Entra ID fills externalId from objectId. See the README.
resource "netfoundry_jwt_signer" "entra" {
  name            = "Entra ID"
  issuer          = "https://login.microsoftonline.com/7c1f0a52-5f6e-4c8b-9d3a-2b4e6f8a0c1d/v2.0"
  audience        = "d3b1f6a0-90c2-4e5d-8f7a-1c2b3a4d5e6f"
  jwks_endpoint   = "https://login.microsoftonline.com/7c1f0a52-5f6e-4c8b-9d3a-2b4e6f8a0c1d/discovery/v2.0/keys"
  claims_property = "oid"
  use_external_id = true
  target_token    = "ACCESS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "entra" {
  name = "Entra ID sign-in"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.entra.id]
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "entra" {
  name       = "Entra ID"
  depends_on = [netfoundry_auth_policy.entra]
}

resource "netfoundry_scim_mapping" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
  external_id    = { source = "custom", path = "externalId" }
  auth_policy_id = netfoundry_auth_policy.entra.id
}

resource "netfoundry_scim_token" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
}

output "tenant_url" {
  value = provider::netfoundry::entra_tenant_url(netfoundry_scim_integration.entra.integration_url)
}

output "auth_token" {
  value     = netfoundry_scim_token.entra.token
  sensitive = true
}
