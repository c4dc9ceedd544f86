# No token is needed: these are the claims that the identity provider would put into one.
data "netfoundry_sign_in" "ada" {
  issuer    = "https://acme.okta.com"
  audiences = ["openziti"]
  claims    = { email = "ada@example.com" }
}

check "ada_can_sign_in" {
  assert {
    condition = data.netfoundry_sign_in.ada.accepted
    error_message = join(" ", concat(
      ["Ada cannot sign in:"],
      [
        for one in data.netfoundry_sign_in.ada.steps : "${one.step}: ${one.detail}"
        if one.outcome == "failed"
      ],
      data.netfoundry_sign_in.ada.hints[*].message,
    ))
  }
}
