import { BlockList, isIP } from "node:net";

/**
 * Addresses from which the server never fetches. A cloud serves credentials at such addresses, and nobody
 * serves keys there.
 */
const NEVER = new BlockList();
NEVER.addAddress("0.0.0.0");
NEVER.addSubnet("0.0.0.0", 8);
NEVER.addSubnet("169.254.0.0", 16);
NEVER.addAddress("100.100.100.200");
NEVER.addSubnet("224.0.0.0", 3);
NEVER.addAddress("::", "ipv6");
NEVER.addSubnet("fe80::", 10, "ipv6");
NEVER.addSubnet("ff00::", 8, "ipv6");
NEVER.addAddress("fd00:ec2::254", "ipv6");

/** Loopback and private addresses: this machine and its own network. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet("127.0.0.0", 8);
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);
PRIVATE.addSubnet("100.64.0.0", 10);
PRIVATE.addAddress("::1", "ipv6");
PRIVATE.addSubnet("fc00::", 7, "ipv6");

/**
 * Whether the server may fetch key sets from an IP address. It never may from link-local, metadata, multicast
 * and unspecified addresses. It may from loopback and private addresses when `allowPrivate` is set. An IPv4
 * address inside an IPv6 address counts as IPv4.
 */
export function mayFetchFrom(address: string, allowPrivate: boolean): boolean {
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  if (isIP(address) === 0 || NEVER.check(address, family)) return false;
  return allowPrivate || !PRIVATE.check(address, family);
}
