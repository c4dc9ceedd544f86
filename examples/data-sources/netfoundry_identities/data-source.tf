data "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

data "netfoundry_identities" "engineers" {
  integration_id = data.netfoundry_scim_integration.okta.id
  attribute      = "Engineering"
  state          = "enabled"
}

output "engineers" {
  value = data.netfoundry_identities.engineers.identities[*].name
}
