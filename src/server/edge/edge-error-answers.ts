import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { EdgeErrorBody } from "../../contract/errors";
import { BodyTextError } from "../http/body-text";
import { logWith } from "../http/logging";
import { DATABASE_UNAVAILABLE, failedForDatabase, retryLater } from "../http/retry-later";
import { NetworkUnavailable } from "../network/network-unavailable";
import { EdgeError, UnauthorizedError } from "./edge-error";
import { API_META } from "./envelope";

/** Answers every error below the prefix with the edge's error envelope. Unknown paths are included. */
export function answerEdgeErrors(edge: FastifyInstance): void {
  edge.setErrorHandler((error, request, reply) => sendError(edgeErrorOf(error, request), request, reply));
  edge.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0];
    const error = new EdgeError("NOT_FOUND", `there is no call ${request.method} ${path}`);
    return sendError(error, request, reply);
  });
}

function sendError(error: EdgeError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body: EdgeErrorBody = {
    error: {
      code: error.code,
      message: error.message,
      requestId: request.id,
      ...(error.fieldCause === null ? {} : { cause: error.fieldCause, causeMessage: error.message }),
    },
    meta: API_META,
  };
  const about = error.fieldCause === null ? "" : ` ${error.fieldCause.field}`;
  logWith(request, { why: `${error.code}${about}` });
  if (error.status === 503) retryLater(reply);
  if (error.code === "UNAUTHORIZED") reply.header("www-authenticate", challenge(error));
  return reply.status(error.status).send(body);
}

function challenge(error: EdgeError): string {
  const problem = error instanceof UnauthorizedError ? error.session : null;
  const detail = problem === null ? "" : ` error="${problem}" error_description="${error.message}"`;
  return `zt-session realm="zt-session"${detail}`;
}

function edgeErrorOf(error: unknown, request: FastifyRequest): EdgeError {
  if (error instanceof EdgeError) return error;
  if (error instanceof NetworkUnavailable) {
    request.log.warn({ err: error }, "the network cannot be asked");
    if (!error.mayBeDone) return new EdgeError("UNAVAILABLE", error.message);
    // Not a 503, whose Retry-After asks to repeat the request.
    return new EdgeError("UNHANDLED", `${error.message}; look whether it was done before you repeat it`);
  }
  if (failedForDatabase(error, request)) return new EdgeError("UNAVAILABLE", DATABASE_UNAVAILABLE);
  if (error instanceof BodyTextError && error.statusCode === 415) {
    return new EdgeError("INVALID_CONTENT_TYPE", error.message);
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 415) {
    const sent = request.headers["content-type"];
    const what =
      sent === undefined ? "no Content-Type was sent" : `the Content-Type ${sent} is not supported`;
    return new EdgeError("INVALID_CONTENT_TYPE", `${what}; send application/json`);
  }
  if (status === 413) {
    const most = request.routeOptions.bodyLimit;
    return new EdgeError("COULD_NOT_PARSE_BODY", `the body is larger than ${most} bytes`);
  }
  if (status >= 400 && status < 500) {
    return new EdgeError("COULD_NOT_PARSE_BODY", (error as Error).message);
  }
  request.log.error({ err: error }, "unexpected error");
  return new EdgeError("UNHANDLED", "an unexpected error; look for the requestId in the server's log");
}
