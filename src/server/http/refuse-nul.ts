import type { FastifyInstance } from "fastify";

/** The error for a request that holds a NUL character. No database stores it. */
export class NulError extends Error {
  readonly statusCode = 400;
}

/**
 * Whether a URL-encoded text (a path, a query string or a form) holds a NUL character. The JSON parser checks
 * JSON bodies.
 */
export function encodesNul(text: string): boolean {
  return text.includes("\0") || text.includes("%00");
}

/** Refuses requests whose path or query string holds a NUL character, with 400. */
export function refuseNul(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (encodesNul(request.url)) throw new NulError("the URL holds a NUL character (%00); leave it out");
  });
}
