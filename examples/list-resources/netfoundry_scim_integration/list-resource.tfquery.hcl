# The integrations of the network that the provider works in.
list "netfoundry_scim_integration" "all" {
  provider         = netfoundry
  include_resource = true
}

# The integrations of another one, a hundred at most.
list "netfoundry_scim_integration" "sandbox" {
  provider = netfoundry
  limit    = 100

  config {
    network_id = "6d1f3c52-0a8e-4d0f-9f4c-2b7a5e9c1d34"
  }
}
