# By id; the default policy of a network has the id "default"
terraform import netfoundry_auth_policy.okta 4mO6xT0rS

# By name
terraform import netfoundry_auth_policy.okta "name:Okta sign-in"
