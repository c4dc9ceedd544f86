data "netfoundry_scim_token" "okta" {
  integration_name = "Okta"
}

check "token_is_used" {
  assert {
    condition     = data.netfoundry_scim_token.okta.last_used_at != null
    error_message = "Okta has not used its token yet."
  }
}
