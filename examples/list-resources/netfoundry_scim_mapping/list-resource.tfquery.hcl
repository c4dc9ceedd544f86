list "netfoundry_scim_mapping" "all" {
  provider         = netfoundry
  include_resource = true
}
