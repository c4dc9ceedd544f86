import type { FastifyRequest } from "fastify";

/**
 * Handles an error of recording a refusal. The caller gets the refusal all the same, since nothing changed;
 * the log says that the audit log lacks an entry.
 */
export function logLostEntry(request: FastifyRequest): (error: unknown) => void {
  return (error) => request.log.error({ err: error }, "the audit log lacks the entry of a refusal");
}
