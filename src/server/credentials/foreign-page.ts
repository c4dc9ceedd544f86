import type { FastifyRequest } from "fastify";

/**
 * Whether a browser sent the request for a page of another site. Such a page needs no permission to post a
 * form here, and could use up the sign-ins of the address. Programs send neither header.
 */
export function isFromForeignPage({ headers, host }: FastifyRequest): boolean {
  const { origin } = headers;
  if (headers["sec-fetch-site"] === "cross-site") return true;
  return origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host);
}
