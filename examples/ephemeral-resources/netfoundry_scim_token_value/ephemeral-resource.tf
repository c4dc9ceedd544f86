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

# Hand ephemeral.netfoundry_scim_token_value.okta.token to the write-only argument of your secret store, with this as its version.
output "scim_token_version" {
  value = netfoundry_scim_token.okta.generation
}
