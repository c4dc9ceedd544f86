data "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

data "netfoundry_scim_mapping_preview" "by_email" {
  integration_id = data.netfoundry_scim_integration.okta.id
  identity_name  = "display_name"
  external_id    = { source = "primary_email" }
}

check "nobody_clashes" {
  assert {
    condition     = data.netfoundry_scim_mapping_preview.by_email.conflicts == 0
    error_message = "Two identities would end up with the same name or external ID."
  }
}
