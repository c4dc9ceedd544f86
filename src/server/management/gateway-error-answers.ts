import { STATUS_CODES } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GatewayErrorBody } from "../../contract/errors";
import { BodyTextError } from "../http/body-text";
import { BODY_LIMIT } from "../http/json-body";
import { logWith } from "../http/logging";
import { DATABASE_UNAVAILABLE, failedForDatabase, retryLater } from "../http/retry-later";
import { NetworkUnavailable } from "../network/network-unavailable";
import { Problem } from "./problem";

/** Answers every error of the app with the gateway's error body. Unknown routes are included. */
export function answerGatewayErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(problemOf(error, request), request, reply));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?", 1)[0];
    return sendProblem(new Problem(404, [`there is no call ${request.method} ${path}`]), request, reply);
  });
}

/** Answers a request whose path cannot be decoded. Such a request reaches no route. */
export function answerBadUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(problemOf(error, request), request, reply);
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body: GatewayErrorBody = {
    errors: [...problem.errors],
    fieldErrors: [...problem.fieldErrors],
    status: { code: problem.status, label: STATUS_CODES[problem.status] ?? "Error" },
    traceId: request.id,
  };
  const fields = problem.fieldErrors.map(({ field }) => field || "the body");
  if (fields.length > 0) logWith(request, { why: `refused: ${fields.join(", ")}` });
  if (problem.status === 503) retryLater(reply);
  if (problem.status === 401) reply.header("www-authenticate", 'Bearer realm="netfoundry"');
  return reply.status(problem.status).send(body);
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof NetworkUnavailable) {
    request.log.warn({ err: error }, "the network cannot be asked");
    return new Problem(503, [error.message]);
  }
  if (failedForDatabase(error, request)) return new Problem(503, [DATABASE_UNAVAILABLE]);
  if (error instanceof BodyTextError) return new Problem(error.statusCode, [error.message]);
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) {
    const most = request.routeOptions.bodyLimit ?? BODY_LIMIT;
    return new Problem(413, [`the body is larger than ${most} bytes`]);
  }
  if (status === 415) {
    const sent = request.headers["content-type"];
    const what =
      sent === undefined ? "no Content-Type was sent" : `the Content-Type ${sent} is not supported`;
    return new Problem(400, [`${what}; send application/json`]);
  }
  if (status >= 400 && status < 500) return new Problem(status, [(error as Error).message]);
  request.log.error({ err: error }, "unexpected error");
  return new Problem(500, ["an unexpected error; look for the traceId in the server's log"]);
}
