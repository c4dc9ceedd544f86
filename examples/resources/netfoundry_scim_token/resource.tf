resource "netfoundry_scim_integration" "google" {
  name = "Google Workspace"
}

# Without an external ID, nobody can sign in by a JWT signer that matches by it.
resource "netfoundry_scim_mapping" "google" {
  integration_id = netfoundry_scim_integration.google.id
  external_id    = { source = "primary_email" }
}

resource "netfoundry_scim_token" "google" {
  integration_id = netfoundry_scim_integration.google.id
  description    = "Automatic provisioning"
  lifetime       = "365d"
  rotate_before  = "30d"

  # Change a value to rotate at once.
  rotation_triggers = {
    incident = "none"
  }
}

output "scim_token" {
  value     = netfoundry_scim_token.google.token
  sensitive = true
}
