resource "netfoundry_scim_integration" "okta" {
  name = "Okta"

  # When the integration goes, its people cannot sign in any more, and stay for the audit.
  identities_on_destroy = "disable"
}

output "integration_url" {
  value = netfoundry_scim_integration.okta.integration_url
}
