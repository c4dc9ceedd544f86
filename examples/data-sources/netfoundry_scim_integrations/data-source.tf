data "netfoundry_scim_integrations" "waiting" {
  has_auth_token = false
}

# Integrations that no identity provider can reach yet.
output "without_token" {
  value = data.netfoundry_scim_integrations.waiting.integrations[*].name
}
