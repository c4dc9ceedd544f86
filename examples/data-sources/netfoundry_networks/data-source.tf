data "netfoundry_networks" "working" {
  status = "PROVISIONED"
}

output "networks" {
  value = data.netfoundry_networks.working.networks[*].name
}
