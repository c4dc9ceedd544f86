# A check reports what it finds and stops no run: a token that has ended does not stop the apply that mints
# one.
check "okta_uses_its_token" {
  data "netfoundry_scim_token" "okta" {
    integration_name = "Okta"
  }

  assert {
    condition     = data.netfoundry_scim_token.okta.standing == "live"
    error_message = "Okta's token is ${data.netfoundry_scim_token.okta.standing}."
  }
}
