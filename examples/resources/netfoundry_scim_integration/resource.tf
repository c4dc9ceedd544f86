resource "netfoundry_scim_integration" "okta" {
  name = "Okta"

  # When the integration goes, its people cannot sign in any more, and stay for the audit.
  identities_on_destroy = "disable"
}

# Without an external ID, nobody can sign in by a JWT signer that matches by it.
resource "netfoundry_scim_mapping" "okta" {
  integration_id = netfoundry_scim_integration.okta.id
  external_id    = { source = "primary_email" }
}

output "integration_url" {
  value = netfoundry_scim_integration.okta.integration_url
}
