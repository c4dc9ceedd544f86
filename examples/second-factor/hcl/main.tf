# What ../main.ts makes, by hand.
terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

provider "netfoundry" {}

# The first factor: a token of the identity provider, found by its e-mail address.
resource "netfoundry_jwt_signer" "staff" {
  name            = "Staff"
  issuer          = "https://login.example.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://login.example.com/keys"
  claims_property = "email"
  use_external_id = true

  lifecycle {
    create_before_destroy = true
  }
}

# The second factor: a token that the company's managed devices get. require_totp = true asks for a one-time
# code instead.
resource "netfoundry_jwt_signer" "device" {
  name            = "Managed device"
  issuer          = "https://devices.example.com"
  audience        = "netfoundry"
  jwks_endpoint   = "https://devices.example.com/keys"
  claims_property = "email"
  use_external_id = true

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_auth_policy" "people" {
  name = "Staff on managed devices"
  primary = {
    ext_jwt = {
      allowed            = true
      allowed_signer_ids = [netfoundry_jwt_signer.staff.id]
    }
  }
  secondary = {
    jwt_signer_id = netfoundry_jwt_signer.device.id
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "netfoundry_scim_integration" "people" {
  name       = "Staff"
  depends_on = [netfoundry_auth_policy.people]
}

resource "netfoundry_scim_mapping" "people" {
  integration_id = netfoundry_scim_integration.people.id
  external_id    = { source = "primary_email" }
  auth_policy_id = netfoundry_auth_policy.people.id
}

resource "netfoundry_scim_token" "people" {
  integration_id = netfoundry_scim_integration.people.id
}

output "integration_url" {
  value = netfoundry_scim_integration.people.integration_url
}

output "auth_token" {
  value     = netfoundry_scim_token.people.token
  sensitive = true
}
