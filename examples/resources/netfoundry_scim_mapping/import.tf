import {
  to = netfoundry_scim_mapping.entra
  id = "name:Entra ID" # the name or the id of the integration
}
