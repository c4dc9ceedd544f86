list "netfoundry_jwt_signer" "all" {
  provider         = netfoundry
  include_resource = true
}
