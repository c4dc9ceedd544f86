import type { FastifyRequest } from "fastify";
import { parseUrl } from "../../contract/parse-url";

/**
 * Whether a browser sent the request for a page of another site. Such a page needs no permission to post a
 * form here, and could use up the sign-ins of the address. Programs send neither header.
 * @param baseUrl The address that clients use. A proxy may pass on another host.
 */
export function isFromForeignPage({ headers, host }: FastifyRequest, baseUrl: string): boolean {
  const { origin } = headers;
  if (headers["sec-fetch-site"] === "cross-site") return true;
  if (origin === undefined || origin === new URL(baseUrl).origin) return false;
  return parseUrl(origin)?.host !== host;
}
