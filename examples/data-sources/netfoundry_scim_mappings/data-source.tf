data "netfoundry_scim_mappings" "default_policy" {
  auth_policy_id = "default"
}

output "integrations_on_the_default_policy" {
  value = data.netfoundry_scim_mappings.default_policy.mappings[*].integration_name
}
