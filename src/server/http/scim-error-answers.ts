import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ScimError } from "../scim/scim-error";
import { BodyTextError } from "./body-text";
import { JsonBodyError } from "./json-body";
import { logWith } from "./logging";
import { DATABASE_UNAVAILABLE, failedForDatabase, retryLater } from "./retry-later";
import { SCIM_BASE_PATH } from "./scim-base-path";

export const SCIM_MEDIA_TYPE = "application/scim+json";

/** Answers every error below the prefix with a SCIM error body. Unknown paths are included. */
export function answerScimErrors(scim: FastifyInstance): void {
  scim.setErrorHandler((error, request, reply) => sendError(scimErrorOf(error, request), reply));
  scim.setNotFoundHandler((_request, reply) =>
    sendError(new ScimError(404, null, "there is no such path; start from the integration URL"), reply),
  );
}

/** Whether a URL is below the SCIM base path. */
export function isScimUrl(url: string): boolean {
  return url.startsWith(`${SCIM_BASE_PATH}/`);
}

/** Answers a request whose path cannot be decoded. Such a request reaches no route. */
export function answerBadScimUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendError(scimErrorOf(error, request), reply);
}

function sendError(error: ScimError, reply: FastifyReply): FastifyReply {
  if (error.scimType !== null) logWith(reply.request, { why: error.scimType });
  if (error.status === 503) retryLater(reply);
  reply.status(error.status).header("content-type", SCIM_MEDIA_TYPE);
  return reply.send(JSON.stringify(error.toBody()));
}

function scimErrorOf(error: unknown, request: FastifyRequest): ScimError {
  if (error instanceof ScimError) return error;
  if (failedForDatabase(error, request)) return new ScimError(503, null, DATABASE_UNAVAILABLE);
  if (error instanceof JsonBodyError) return new ScimError(400, "invalidSyntax", error.message);
  if (error instanceof BodyTextError) {
    return new ScimError(error.statusCode, error.statusCode === 400 ? "invalidSyntax" : null, error.message);
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) {
    return new ScimError(413, null, `the body is larger than ${request.routeOptions.bodyLimit} bytes`);
  }
  if (status === 415) return new ScimError(415, null, `send ${SCIM_MEDIA_TYPE} or application/json`);
  if (status >= 400 && status < 500) return new ScimError(status, null, (error as Error).message);
  request.log.error({ err: error }, "unexpected error");
  return new ScimError(500, null, `an unexpected error; look for ${request.id} in the server's log`);
}
