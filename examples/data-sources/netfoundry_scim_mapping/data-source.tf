data "netfoundry_scim_mapping" "okta" {
  integration_name = "Okta"
}

output "external_id_source" {
  value = data.netfoundry_scim_mapping.okta.external_id.source
}
