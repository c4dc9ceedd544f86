import {
  to = netfoundry_scim_integration.okta
  id = "name:Okta" # or the id of the integration
}
