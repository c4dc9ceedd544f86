data "netfoundry_scim_tokens" "okta" {
  integration_name = "Okta"
  state            = "expired"
}

output "expired_tokens" {
  value = data.netfoundry_scim_tokens.okta.tokens[*].token_id
}
