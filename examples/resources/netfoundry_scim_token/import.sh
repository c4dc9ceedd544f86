# The live token of the integration is taken over, without its value.
# By the id of the integration
terraform import netfoundry_scim_token.google 0b7c1f2e-64cf-4d26-8a19-3f5d1c0a9e77

# By the name of the integration
terraform import netfoundry_scim_token.google "name:Google Workspace"
