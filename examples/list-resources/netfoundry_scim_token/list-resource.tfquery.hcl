# Integrations without a live token are left out: there is nothing to import.
list "netfoundry_scim_token" "all" {
  provider         = netfoundry
  include_resource = true
}
