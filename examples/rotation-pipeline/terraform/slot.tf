terraform {
  required_version = ">= 1.11" # write-only arguments

  required_providers {
    netfoundry = { source = "netfoundry/netfoundry" }
  }
}

variable "sealing_public_key" {
  type = string
}

# A secret of the pipeline. Without it, the run that follows an interrupted one could not open the token.
variable "sealing_private_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  external_id    = { source = "primary_email" }
}

# Where the server can keep the former token valid, add overlap = "4h": then SCIM stops for no moment.
# Without expected_use_within, check-token.sh fails from each rotation until the IdP sends something. Okta
# sends nothing while nothing changes, so choose a time in which some of your people surely change.
resource "netfoundry_scim_token" "okta" {
  integration_id      = netfoundry_scim_integration.okta.id
  rotate_before       = "30d"
  expected_use_within = "24h"
  storage             = "sealed"
  sealing_public_key  = var.sealing_public_key
}

ephemeral "netfoundry_scim_token_value" "okta" {
  token_id     = netfoundry_scim_token.okta.token_id
  token_sealed = netfoundry_scim_token.okta.token_sealed
  private_key  = var.sealing_private_key
}

# tell-idp.sh compares the token of the store with it.
output "scim_token_fingerprint" {
  value = netfoundry_scim_token.okta.fingerprint
}
