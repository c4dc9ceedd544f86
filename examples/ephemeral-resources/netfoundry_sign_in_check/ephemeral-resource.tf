# A token of the identity provider, as its sign-in page issues it: terraform plan -var id_token=…
variable "id_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

ephemeral "netfoundry_sign_in_check" "ada" {
  tokens = [var.id_token]
}

# A failed check is a warning. The warning of the ephemeral resource names the step and what to do.
check "ada_can_sign_in" {
  assert {
    condition     = ephemeral.netfoundry_sign_in_check.ada.accepted
    error_message = "Ada cannot sign in. The warning beside this one says why."
  }
}
