data "netfoundry_jwt_signer" "okta" {
  name = "Okta"
}

output "claim" {
  value = data.netfoundry_jwt_signer.okta.claims_property
}
