resource "netfoundry_jwt_signer" "entra" {
  name          = "Entra ID"
  issuer        = "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0"
  audience      = "11111111-1111-1111-1111-111111111111"
  jwks_endpoint = "https://login.microsoftonline.com/common/discovery/v2.0/keys"

  # The claim that equals the external ID of the identity.
  claims_property = "email"
  use_external_id = true
}
