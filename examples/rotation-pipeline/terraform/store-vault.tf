resource "vault_kv_secret_v2" "scim_token" {
  mount                = "secret"
  name                 = "netfoundry/scim/okta"
  data_json_wo         = jsonencode({ token = ephemeral.netfoundry_scim_token_value.okta.token })
  data_json_wo_version = netfoundry_scim_token.okta.generation
}
