resource "aws_secretsmanager_secret" "scim_token" {
  name = "netfoundry/scim/okta"
}

# A new version replaces this resource. The former value stays readable until the new one is there.
resource "aws_secretsmanager_secret_version" "scim_token" {
  secret_id                = aws_secretsmanager_secret.scim_token.id
  secret_string_wo         = ephemeral.netfoundry_scim_token_value.okta.token
  secret_string_wo_version = netfoundry_scim_token.okta.generation
}
