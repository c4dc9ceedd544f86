data "netfoundry_jwt_signers" "enabled" {
  enabled = true
}

output "trusted_issuers" {
  value = data.netfoundry_jwt_signers.enabled.signers[*].issuer
}
