import {
  to = netfoundry_scim_token.google
  id = "name:Google Workspace" # the name or the id of the integration
}
