import type { AddressInfo } from "node:net";
import type { FastifyRequest } from "fastify";
import { parseUrl } from "../../contract/parse-url";

/**
 * Why a request is not one of the console's own page. Null when it is. A page of another site, of another
 * port, and of a name that somebody pointed at this server (DNS rebinding) is refused.
 * @param baseUrl The address that clients use.
 */
export function whyNotOwnPage({ headers, host, server }: FastifyRequest, baseUrl: string): string | null {
  if (headers["sec-fetch-site"] !== "same-origin") {
    return (
      "only the console's own page may use its session: the browser must send Sec-Fetch-Site: same-origin, " +
      "which a current browser does over https and on this machine"
    );
  }
  const base = new URL(baseUrl);
  const listened = server.addresses().flatMap(namesOf);
  if (host !== base.host && !listened.includes(host)) {
    return (
      `the server does not know the host ${JSON.stringify(host)} as its own; ${openAt(baseUrl)}, ` +
      "and let a proxy pass on Host"
    );
  }
  const { origin } = headers;
  if (origin === undefined || origin === base.origin) return null;
  // Such a page would not keep the cookie of an https address.
  if (base.protocol === "http:" && listened.some((name) => origin === `http://${name}`)) return null;
  return `the page comes from ${JSON.stringify(origin)}; ${openAt(baseUrl)}`;
}

function openAt(baseUrl: string): string {
  return `open the console at ${baseUrl}/console/, or start the server with the --public-url that you use`;
}

/** The hosts by which a browser on this machine reaches an address, as it writes them. */
function namesOf(listened: AddressInfo | string): string[] {
  // A text is the path of a socket, which no browser reaches.
  if (typeof listened === "string") return [];
  const { address, port } = listened;
  const names: Readonly<Record<string, readonly string[]>> = {
    "::1": ["[::1]", "localhost"],
    "::": ["[::1]", "127.0.0.1", "localhost"],
    "0.0.0.0": ["127.0.0.1", "localhost"],
    "127.0.0.1": ["127.0.0.1", "localhost"],
  };
  const own = names[address] ?? [address.includes(":") ? `[${address}]` : address];
  // A browser leaves out the port 80.
  return own.flatMap((name) => parseUrl(`http://${name}:${port}`)?.host ?? []);
}
