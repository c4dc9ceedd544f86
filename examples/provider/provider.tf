terraform {
  required_providers {
    netfoundry = {
      source = "netfoundry/netfoundry"
    }
  }
}

# The credentials come from NF_CLIENT_ID, NF_CLIENT_SECRET and NF_AUTH_URL.
provider "netfoundry" {
  environment  = "production"
  network_name = "office"
}
