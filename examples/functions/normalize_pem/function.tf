variable "signer_certificate" {
  type        = string
  description = "A certificate in PEM, as whoever sent it wrote it."
}

resource "netfoundry_jwt_signer" "own" {
  name            = "Own tokens"
  issuer          = "https://tokens.example.com"
  audience        = "netfoundry"
  cert_pem        = provider::netfoundry::normalize_pem(var.signer_certificate)
  claims_property = "email"
  use_external_id = true
}
