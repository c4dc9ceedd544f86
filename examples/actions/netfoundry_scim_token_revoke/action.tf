data "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

# terraform apply -invoke=action.netfoundry_scim_token_revoke.leaked
action "netfoundry_scim_token_revoke" "leaked" {
  config {
    integration_id = data.netfoundry_scim_integration.okta.id
  }
}
