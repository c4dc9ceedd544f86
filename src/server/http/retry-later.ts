import type { FastifyReply, FastifyRequest } from "fastify";
import { isUnavailable } from "../store/unavailable";

/** The error text for a caller when the database cannot work now. All APIs use it. */
export const DATABASE_UNAVAILABLE = "the database cannot do this now; repeat the request after Retry-After";

/** Whether a request failed because the database cannot work now. Logs it if so. */
export function failedForDatabase(error: unknown, request: FastifyRequest): boolean {
  if (!isUnavailable(error)) return false;
  request.log.error({ err: error }, "the database cannot work now");
  return true;
}

/** Adds Retry-After to a 503: the seconds until the caller may repeat the request. */
export function retryLater(reply: FastifyReply): void {
  reply.header("retry-after", "1");
}
