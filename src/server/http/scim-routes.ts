import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { auditBulkRefusals, auditScimRefusals, keepScimChanges } from "../audit/scim";
import type { ServerContext } from "../context";
import { checkScimToken, type TokenVerdict } from "../credentials/scim-token";
import { PageAnchors } from "../provisioning/query/page-anchors";
import { scimBackend } from "../provisioning/scim-backend";
import { retryAfter } from "../rate-limit/limits";
import { handleScim } from "../scim/handle-scim";
import { jsonTextOf } from "../scim/json-text";
import type { ScimRequest } from "../scim/message";
import { ScimError } from "../scim/scim-error";
import { acceptJson, BODY_LIMIT, JsonBodyError } from "./json-body";
import { SCIM_BASE_PATH } from "./scim-base-path";

const MEDIA_TYPE = "application/scim+json";

/**
 * Binds the SCIM protocol to HTTP under `/scim/v2/{integrationId}`. The token is checked before the body is read; every
 * answer, errors and unknown paths included, is SCIM's.
 */
export function registerScim(app: FastifyInstance, context: ServerContext): void {
  app.register(
    (scim, _options, done) => {
      acceptJson(scim, [MEDIA_TYPE, "application/json"]);
      scim.setErrorHandler((error, request, reply) => sendError(scimErrorOf(error, request), reply));
      scim.setNotFoundHandler((_request, reply) =>
        sendError(new ScimError(404, null, "there is no such path; start from the integration URL"), reply),
      );
      scim.decorateRequest("scimTokenId", null);
      auditScimRefusals(scim, context);
      integrationRoutes(scim, context);
      done();
    },
    { prefix: SCIM_BASE_PATH },
  );
}

/** Whether a URL is below the SCIM base path. */
export function isScimUrl(url: string): boolean {
  return url.startsWith(`${SCIM_BASE_PATH}/`);
}

/** Answers a request whose path cannot be read, before any route is chosen. */
export function answerBadScimUrl(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendError(scimErrorOf(error, request), reply);
}

function integrationRoutes(app: FastifyInstance, context: ServerContext): void {
  const onRequest = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => {
    const verdict = checkScimToken(context, integrationIdOf(request), request.headers.authorization);
    if (verdict instanceof Promise) {
      verdict.then((later) => admit(context, later, request, reply)).then(() => done(), done);
      return;
    }
    try {
      admit(context, verdict, request, reply);
    } catch (refusal) {
      done(refusal as Error);
      return;
    }
    done();
  };
  const anchors = new PageAnchors();
  const handler = (request: FastifyRequest, reply: FastifyReply) => answer(context, anchors, request, reply);
  for (const url of ["/:integrationId", "/:integrationId/*"]) {
    app.route({ method: ["GET", "POST", "PUT", "PATCH", "DELETE"], url, onRequest, handler });
  }
}

/** @throws ScimError 401 or 429 */
function admit(
  context: ServerContext,
  verdict: TokenVerdict,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (verdict.ok) {
    request.scimTokenId = verdict.tokenId;
    requireUnderLimit(context, verdict.tokenId, reply);
    return;
  }
  const { tokenId, why } = verdict;
  request.log.warn({ integrationId: integrationIdOf(request), tokenId, why }, "SCIM request refused");
  reply.header("www-authenticate", 'Bearer realm="scim"');
  throw new ScimError(401, null, "send a valid token of this integration as Authorization: Bearer");
}

/** @throws ScimError 429 when the token was used too often (RFC 6585 section 4). */
function requireUnderLimit({ limits, metrics }: ServerContext, tokenId: string, reply: FastifyReply): void {
  const seconds = limits.scimRequests?.take(tokenId) ?? 0;
  if (seconds === 0) return;
  metrics.rateLimited.inc({ limit: "scim_requests" });
  reply.header("retry-after", retryAfter(seconds));
  const most = limits.scimRequests?.size.perSecond;
  throw new ScimError(
    429,
    null,
    `more than ${most} requests a second by one token; repeat it after Retry-After`,
  );
}

async function answer(
  context: ServerContext,
  anchors: PageAnchors,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const integrationId = integrationIdOf(request);
  const backend = scimBackend({
    db: context.db,
    clock: context.clock,
    integrationId,
    anchors,
    keepChanges: keepScimChanges(context, request),
    warn: ({ rule, message }) => request.log.warn({ integrationId, rule }, message),
  });
  const baseUrl = `${context.baseUrl()}${SCIM_BASE_PATH}/${integrationId}`;
  const response = await handleScim(backend, toScimRequest(request, baseUrl, context.clock()));
  if (response.refusals !== undefined) await auditBulkRefusals(context, request, response.refusals);
  reply.status(response.status).headers(response.headers);
  return response.body === null ? reply.send() : reply.send(jsonTextOf(response.body));
}

function toScimRequest(request: FastifyRequest, baseUrl: string, now: Date): ScimRequest {
  const { method, headers } = request;
  const { "*": rest = "" } = request.params as { readonly "*"?: string };
  return {
    // A HEAD is a GET whose body the HTTP library leaves out.
    method: (method === "HEAD" ? "GET" : method) as ScimRequest["method"],
    path: rest === "" ? "" : `/${rest}`,
    query: firstValues(request.query as Readonly<Record<string, string | string[]>>),
    headers: {
      "if-match": headers["if-match"],
      "if-none-match": headers["if-none-match"],
      "content-type": headers["content-type"],
    },
    body: request.body,
    baseUrl,
    now,
  };
}

function firstValues(query: Readonly<Record<string, string | string[]>>): ScimRequest["query"] {
  const isSingle = Object.values(query).every((value) => typeof value === "string");
  if (isSingle) return query as ScimRequest["query"];
  const entries = Object.entries(query).map(
    ([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const,
  );
  return Object.fromEntries(entries);
}

function integrationIdOf(request: FastifyRequest): string {
  return (request.params as { integrationId?: string }).integrationId ?? "";
}

function sendError(error: ScimError, reply: FastifyReply): FastifyReply {
  return send(reply.status(error.status), error.toBody());
}

function send(reply: FastifyReply, body: unknown): FastifyReply {
  return reply.header("content-type", MEDIA_TYPE).send(JSON.stringify(body));
}

function scimErrorOf(error: unknown, request: FastifyRequest): ScimError {
  if (error instanceof ScimError) return error;
  if (error instanceof JsonBodyError) return new ScimError(400, "invalidSyntax", error.message);
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return new ScimError(413, null, `the body is larger than ${BODY_LIMIT} bytes`);
  if (status === 415) return new ScimError(415, null, `send ${MEDIA_TYPE} or application/json`);
  if (status >= 400 && status < 500) return new ScimError(status, null, (error as Error).message);
  request.log.error({ err: error }, "unexpected error");
  return new ScimError(500, null, `an unexpected error; the server's log has it under ${request.id}`);
}
