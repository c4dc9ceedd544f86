import { BlockList, isIP } from "node:net";

/**
 * Whether NO_PROXY names the host of a URL. It is read as Terraform reads it: a list of domains, which stand
 * for their subdomains too, of addresses and of ranges of addresses. Each may have a port. `*` names every
 * host.
 */
export function isExempt(noProxy: string, { hostname, port, protocol }: URL): boolean {
  const host = withoutBrackets(hostname).replace(/\.$/, "");
  const itsPort = port || (protocol === "https:" ? "443" : "80");
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .some((entry) => entry === "*" || names(entry, host, itsPort));
}

function names(entry: string, host: string, port: string): boolean {
  if (isIP(entry) !== 0 || entry.includes("/")) return namesAddress(entry, host);
  const [, name = entry, onlyPort = port] = /^(.*):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== port) return false;
  const bare = withoutBrackets(name);
  if (isIP(bare) !== 0) return namesAddress(bare, host);
  const domain = bare.replace(/^\*?\./, "");
  return host.endsWith(`.${domain}`) || (domain === bare && isSameHost(domain, host));
}

function isSameHost(name: string, host: string): boolean {
  return name === host || (name === "localhost" && (host.startsWith("127.") || host === "::1"));
}

/** @param entry an address, or a range such as `10.0.0.0/8`. */
function namesAddress(entry: string, host: string): boolean {
  const [address = "", length] = entry.split("/");
  const [family, hostFamily] = [familyOf(address), familyOf(host)];
  if (family === null || hostFamily === null) return false;
  const addresses = new BlockList();
  try {
    addresses.addSubnet(address, Number.parseInt(length ?? (family === "ipv4" ? "32" : "128"), 10), family);
  } catch {
    return false;
  }
  return addresses.check(host, hostFamily);
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? "ipv4" : "ipv6";
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}
