import type { FastifyInstance } from "fastify";

/** A request that holds a NUL character, which no database stores. */
export class NulError extends Error {
  readonly statusCode = 400;
}

/**
 * Whether URL-encoded text holds a NUL character: a path, a query string or a form. Bodies of JSON are checked
 * where they are parsed.
 */
export function encodesNul(text: string): boolean {
  return text.includes("\0") || text.includes("%00");
}

/** Refuses with 400 each request whose URL holds a NUL character, in the path or in the query string. */
export function refuseNul(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    if (encodesNul(request.url)) throw new NulError("the URL holds a NUL character (%00); leave it out");
  });
}
