resource "netfoundry_scim_integration" "entra" {
  name = "Entra ID"
}

resource "netfoundry_scim_mapping" "entra" {
  integration_id = netfoundry_scim_integration.entra.id
  identity_name  = "display_name"

  external_id = {
    source = "custom"
    path   = "emails[type eq \"work\"].value"
  }
}
