import {
  to = netfoundry_auth_policy.okta
  id = "name:Okta sign-in" # or the id of the policy
}
