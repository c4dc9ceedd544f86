import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { auditBulkRefusals, auditScimRefusals, scimChangeRecorder } from "../audit/scim";
import type { ServerContext } from "../context";
import { checkScimToken } from "../credentials/scim-token";
import { scimBackend } from "../provisioning/scim-backend";
import { retryAfter } from "../rate-limit/rate-limits";
import { jsonTextOf } from "../scim/answers/json-text";
import { endpointOf } from "../scim/endpoint-name";
import { handleScim } from "../scim/handle-scim";
import type { ScimResponse } from "../scim/message";
import { ScimError } from "../scim/scim-error";
import { MAX_BODY, MAX_BULK_PAYLOAD } from "../scim/size-limits";
import { acceptJson, readJson } from "./json-body";
import { logWith } from "./logging";
import { SCIM_BASE_PATH } from "./scim-base-path";
import { answerScimErrors, SCIM_MEDIA_TYPE } from "./scim-error-answers";
import { integrationIdOf, scimPathOf, toScimRequest } from "./scim-request";

/**
 * Serves the SCIM protocol under `/scim/v2/{integrationId}`. Checks the token before it reads the body.
 * Errors and unknown paths get SCIM answers too.
 */
export function registerScim(app: FastifyInstance, context: ServerContext): void {
  app.register(
    (scim, _options, done) => {
      acceptJson(scim, [SCIM_MEDIA_TYPE, "application/json"], readBody);
      answerScimErrors(scim);
      scim.decorateRequest("scimTokenId", null);
      auditScimRefusals(scim, context);
      integrationRoutes(scim, context);
      done();
    },
    { prefix: SCIM_BASE_PATH },
  );
}

function integrationRoutes(app: FastifyInstance, context: ServerContext): void {
  const onRequest = (request: FastifyRequest, reply: FastifyReply) => requireToken(context, request, reply);
  const handler = (request: FastifyRequest, reply: FastifyReply) => answer(context, request, reply);
  const method = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
  const route = (url: string) =>
    app.route({ method: [...method], url, bodyLimit: MAX_BODY, onRequest, handler });
  route("/:integrationId");
  route("/:integrationId/*");
}

/** @throws ScimError 413 for a bulk request that is too large, however its path is written */
function readBody(request: FastifyRequest, body: Buffer): unknown {
  if (body.length > MAX_BULK_PAYLOAD && endpointOf(scimPathOf(request)) === "Bulk") {
    throw new ScimError(413, null, `the body is larger than ${MAX_BULK_PAYLOAD} bytes`);
  }
  return readJson(request, body);
}

/** @throws ScimError 401 for a token that is not valid for the integration, 429 for one used too often. */
async function requireToken(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const integrationId = integrationIdOf(request);
  const verdict = await checkScimToken(
    {
      ...context,
      onLateError: (err) => request.log.error({ err }, "could not record the use of a token"),
    },
    integrationId,
    request.headers.authorization,
  );
  if (verdict.ok) {
    request.scimTokenId = verdict.tokenId;
    requireUnderLimit(context, verdict.tokenId, reply);
    return;
  }
  const { tokenId, why } = verdict;
  context.metrics.refusedTokens.inc({ why });
  logWith(request, { integrationId, tokenId, why });
  reply.header("www-authenticate", 'Bearer realm="scim"');
  throw new ScimError(401, null, "send a valid token of this integration as Authorization: Bearer");
}

/** @throws ScimError 429 when the token made too many requests (RFC 6585 section 4). */
function requireUnderLimit({ limits, metrics }: ServerContext, tokenId: string, reply: FastifyReply): void {
  const seconds = limits.scimRequests?.take(tokenId) ?? 0;
  if (seconds === 0) return;
  metrics.rateLimited.inc({ limit: "scim_requests" });
  reply.header("retry-after", retryAfter(seconds));
  const most = limits.scimRequests?.size.perSecond;
  throw new ScimError(
    429,
    null,
    `one token may make ${most} requests a second, where a bulk request counts as its operations and a ` +
      "filter as its comparisons without an index; repeat the request after Retry-After",
  );
}

async function answer(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const integrationId = integrationIdOf(request);
  const warnings: string[] = [];
  const backend = scimBackend({
    db: context.db,
    clock: context.clock,
    identities: context.network.identities,
    integrationId,
    recordChanges: scimChangeRecorder(context, request),
    // Groups and bulk requests touch many identities. They are answered when the change is stored.
    refusalOf: endpointOf(scimPathOf(request)) === "Users" ? context.network.refusalOf : null,
    warn: ({ rule, message, clash }) => {
      request.log.warn({ integrationId, rule }, message);
      if (clash !== undefined) context.metrics.clashesOfDisabled.inc({ value: clash });
      warnings.push(message);
    },
  });
  const baseUrl = `${context.baseUrl()}${SCIM_BASE_PATH}/${integrationId}`;
  const charge = (requests: number) =>
    context.limits.scimRequests?.charge(request.scimTokenId ?? "", requests);
  const asked = toScimRequest(request, { baseUrl, now: context.clock(), charge });
  const response = await handleScim(backend, asked);
  if (response.refusals !== undefined) await auditBulkRefusals(context, request, response.refusals);
  logReason(request, response, warnings);
  reply.status(response.status).headers(response.headers);
  return response.body === null ? reply.send() : reply.send(jsonTextOf(response.body));
}

/** Adds the warnings to the log line of the request. Without a warning, adds the scimType of a refusal. */
function logReason(
  request: FastifyRequest,
  { status, body }: ScimResponse,
  warnings: readonly string[],
): void {
  const { scimType } = (status >= 400 ? body : {}) as { scimType?: string };
  const [first = scimType, ...others] = warnings;
  if (first === undefined) return;
  logWith(request, { why: others.length === 0 ? first : `${first} (and ${others.length} more warnings)` });
}
