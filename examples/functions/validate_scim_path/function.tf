locals {
  # Fails the plan with the reason when the path is wrong, wherever it is used.
  external_id_path = provider::netfoundry::validate_scim_path("emails[type eq \"work\"].value")
}

resource "netfoundry_scim_integration" "entra" {
  name = "Entra ID"
}

resource "netfoundry_scim_mapping" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
  external_id    = { source = "custom", path = local.external_id_path }
}
