variable "sealing_public_key" {
  type = string
}

data "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

# terraform apply -invoke=action.netfoundry_scim_token_rotate.okta
action "netfoundry_scim_token_rotate" "okta" {
  config {
    integration_id     = data.netfoundry_scim_integration.okta.id
    description        = "Rotated after an incident"
    lifetime           = "90d"
    sealing_public_key = var.sealing_public_key
  }
}
