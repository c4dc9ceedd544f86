# The network that the provider works in.
data "netfoundry_network" "this" {}

output "network" {
  value = data.netfoundry_network.this.name
}
