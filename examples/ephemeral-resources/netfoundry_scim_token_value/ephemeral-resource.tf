variable "sealing_public_key" {
  type = string
}

variable "sealing_private_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

# Without an external ID, nobody can sign in by a JWT signer that matches by it.
resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  external_id    = { source = "primary_email" }
}

# The state holds the token sealed, and nothing in clear text.
resource "netfoundry_scim_token" "okta" {
  integration_id     = netfoundry_scim_integration.okta.id
  rotate_before      = "30d"
  storage            = "sealed"
  sealing_public_key = var.sealing_public_key
}

ephemeral "netfoundry_scim_token_value" "okta" {
  token_id     = netfoundry_scim_token.okta.token_id
  token_sealed = netfoundry_scim_token.okta.token_sealed
  private_key  = var.sealing_private_key
}

# Hand both to your secret store: secret_wo = local.scim_token, secret_wo_version = local.scim_token_version.
# The placeholder stands in the runs without a value. The store ignores it while the version stays the same.
locals {
  scim_token         = coalesce(ephemeral.netfoundry_scim_token_value.okta.token, "not available in this run")
  scim_token_version = netfoundry_scim_token.okta.generation
}
