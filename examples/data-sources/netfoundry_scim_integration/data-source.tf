data "netfoundry_scim_integration" "okta" {
  name = "Okta"
}

output "integration_url" {
  value = data.netfoundry_scim_integration.okta.integration_url
}
