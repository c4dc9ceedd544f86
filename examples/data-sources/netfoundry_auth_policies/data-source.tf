data "netfoundry_auth_policies" "without_jwt" {
  ext_jwt_allowed = false
}

# Nobody whom SCIM gives one of these can sign in.
output "no_jwt" {
  value = data.netfoundry_auth_policies.without_jwt.policies[*].name
}
