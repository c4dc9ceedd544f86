data "netfoundry_auth_policy" "default" {
  id = "default"
}

output "people_may_sign_in_with_a_jwt" {
  value = data.netfoundry_auth_policy.default.primary.ext_jwt.allowed
}
