terraform {
  required_providers {
    hello = { source = "example/hello" }
  }
}

resource "hello_greeting" "world" {
  path = "${path.module}/hello.txt"
  name = "world"
}

output "loud" {
  value = provider::hello::shout(hello_greeting.world.text)
}
