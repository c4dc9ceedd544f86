resource "terraform_data" "it" {}
