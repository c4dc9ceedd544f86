import type { FastifyReply } from "fastify";

/** What a caller reads when the database cannot work now, whichever room answers. */
export const DATABASE_UNAVAILABLE = "the database cannot do this now; repeat the request after Retry-After";

/** Adds to a 503 when the caller may repeat the request, in seconds. */
export function retryLater(reply: FastifyReply): void {
  reply.header("retry-after", "1");
}
