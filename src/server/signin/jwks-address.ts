import { BlockList, isIP } from "node:net";

/**
 * Addresses from which the server never fetches. Clouds serve credentials at some of them, and nobody serves
 * keys at any.
 */
const NEVER = blockList([
  "0.0.0.0/8",
  // Link-local. Most clouds serve credentials at 169.254.169.254.
  "169.254.0.0/16",
  // The same of Alibaba, of Azure, and of Oracle within a range for protocols.
  "100.100.100.200/32",
  "168.63.129.16/32",
  "192.0.0.0/24",
  // Multicast, reserved and broadcast.
  "224.0.0.0/3",
  "::/128",
  "fe80::/10",
  "ff00::/8",
  // The same of Amazon and of Google.
  "fd00:ec2::254/128",
  "fd20:ce::254/128",
]);

/** Loopback and private addresses: this machine and its own network. */
const PRIVATE = blockList([
  "127.0.0.0/8",
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  // Tests of networks (RFC 2544).
  "198.18.0.0/15",
  "::1/128",
  "fc00::/7",
  // The former site-local addresses (RFC 3879).
  "fec0::/10",
  // Translation within a network (RFC 8215). The place of the IPv4 address depends on the network.
  "64:ff9b:1::/48",
]);

const LOOPBACK = new BlockList();
LOOPBACK.addAddress("::1", "ipv6");

/**
 * Whether the server may fetch key sets from an IP address. It never may from link-local, metadata, multicast
 * and unspecified addresses. It may from loopback and private addresses when `allowPrivate` is set. An IPv4
 * address inside an IPv6 address counts as IPv4.
 */
export function mayFetchFrom(address: string, allowPrivate: boolean): boolean {
  // An address with a zone is link-local.
  if (isIP(address) === 0 || address.includes("%")) return false;
  const family = isIP(address) === 6 ? "ipv6" : "ipv4";
  // It looks like the IPv4 address 0.0.0.1 inside an IPv6 address.
  if (LOOPBACK.check(address, family)) return allowPrivate;
  if (NEVER.check(address, family)) return false;
  return allowPrivate || !PRIVATE.check(address, family);
}

/** The ranges, and those of IPv6 that carry a range of IPv4. */
function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = "", length = ""] = range.split("/");
    const bits = Number(length);
    if (isIP(network) === 6) list.addSubnet(network, bits, "ipv6");
    else {
      list.addSubnet(network, bits, "ipv4");
      for (const { prefix, before } of carriers(network)) list.addSubnet(prefix, before + bits, "ipv6");
    }
  }
  return list;
}

/**
 * The forms of IPv6 that carry an IPv4 address, and how many bits stand before it: NAT64 (RFC 6052), the
 * deprecated IPv4-compatible form (RFC 4291 section 2.5.5.1) and 6to4 (RFC 3056). `BlockList` itself knows
 * the IPv4-mapped form.
 */
function carriers(ipv4: string): readonly { readonly prefix: string; readonly before: number }[] {
  const hex = Buffer.from(ipv4.split(".").map(Number)).toString("hex");
  return [
    { prefix: `64:ff9b::${ipv4}`, before: 96 },
    { prefix: `::${ipv4}`, before: 96 },
    { prefix: `2002:${hex.slice(0, 4)}:${hex.slice(4)}::`, before: 16 },
  ];
}
