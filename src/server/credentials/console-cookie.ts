import type { FastifyRequest } from "fastify";

/** A cookie of the console belongs to one port: browsers share cookies between the ports of a host. */
function cookieName(baseUrl: string): string {
  const { protocol, port } = new URL(baseUrl);
  const isSecure = protocol === "https:";
  const name = `nf-console-${port || (isSecure ? "443" : "80")}`;
  return isSecure ? `__Host-${name}` : name;
}

/** The values of the console's cookie in a request. Another port of the host can add more of that name. */
export function readConsoleCookies({ headers }: FastifyRequest, baseUrl: string): string[] {
  const start = `${cookieName(baseUrl)}=`;
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(start)).map((pair) => pair.slice(start.length));
}

/** Set-Cookie for the half of a session that no script can read. It goes when the browser closes. */
export function setConsoleCookie(value: string, baseUrl: string): string {
  const isSecure = baseUrl.startsWith("https:");
  const attributes = ["Path=/", "HttpOnly", "SameSite=Strict", ...(isSecure ? ["Secure"] : [])];
  return [`${cookieName(baseUrl)}=${value}`, ...attributes].join("; ");
}

/** Set-Cookie that removes it. */
export function clearConsoleCookie(baseUrl: string): string {
  return `${setConsoleCookie("", baseUrl)}; Max-Age=0`;
}
