# By id
terraform import netfoundry_scim_integration.okta 0b7c1f2e-64cf-4d26-8a19-3f5d1c0a9e77

# By name, in the network of the provider
terraform import netfoundry_scim_integration.okta name:Okta
