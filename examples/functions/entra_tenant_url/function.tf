resource "netfoundry_scim_integration" "entra" {
  name = "Entra ID"
}

# What to paste into Entra ID as its tenant URL.
output "tenant_url" {
  value = provider::netfoundry::entra_tenant_url(netfoundry_scim_integration.entra.integration_url)
}
