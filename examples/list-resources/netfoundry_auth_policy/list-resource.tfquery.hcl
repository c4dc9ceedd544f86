# terraform query -generate-config-out=policies.tf writes a configuration and import blocks for what it finds.
list "netfoundry_auth_policy" "all" {
  provider         = netfoundry
  include_resource = true
}
