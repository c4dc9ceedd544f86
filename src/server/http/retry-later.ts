import type { FastifyReply } from "fastify";

/** The error text for a caller when the database cannot work now. All APIs use it. */
export const DATABASE_UNAVAILABLE = "the database cannot do this now; repeat the request after Retry-After";

/** Adds Retry-After to a 503: the seconds until the caller may repeat the request. */
export function retryLater(reply: FastifyReply): void {
  reply.header("retry-after", "1");
}
