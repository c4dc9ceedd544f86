resource "netfoundry_scim_integration" "entra" {
  name = "Entra ID"
}

resource "netfoundry_scim_mapping" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
  external_id    = { source = "primary_email" }
}

# What to paste into Entra ID as its tenant URL.
output "tenant_url" {
  value = provider::netfoundry::entra_tenant_url(netfoundry_scim_integration.entra.integration_url)
}
