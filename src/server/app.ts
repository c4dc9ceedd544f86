import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { auditRefusals } from "./audit/management";
import { addConsoleHeaders, protectConsole } from "./console/console-headers";
import { registerConsole } from "./console/console-routes";
import { registerConsoleSession } from "./console/session-routes";
import type { ServerContext } from "./context";
import { decorateConsoleSession } from "./credentials/console-call";
import { registerEdge } from "./edge/edge-routes";
import { registerHealth } from "./http/health";
import { acceptJson, BODY_LIMIT } from "./http/json-body";
import { AnswerLog, decorateLogFacts, type LogStream, loggerOptions } from "./http/logging";
import { refuseNul } from "./http/refuse-nul";
import { answerBadScimUrl, isScimUrl } from "./http/scim-error-answers";
import { registerScim } from "./http/scim-routes";
import { answerBadUrl, answerGatewayErrors } from "./management/gateway-error-answers";
import { registerIntegrationUsers } from "./management/integrations/integration-users";
import { registerIntegrations } from "./management/integrations/integrations";
import { registerMapping } from "./management/integrations/mapping";
import { registerAudit } from "./management/networks/audit-log";
import { registerJwksDiscoveries } from "./management/networks/jwks-discoveries";
import { registerJwtChecks } from "./management/networks/jwt-checks";
import { registerNetworkChecks } from "./management/networks/network-checks";
import { registerNetworks } from "./management/networks/networks";
import { registerOauthToken } from "./management/oauth-token";
import { requireBearer } from "./management/require-bearer";
import { registerTokens } from "./management/tokens/tokens";
import { measure, serveMetrics } from "./metrics/measure";

/** How long a caller may take for the headers, and for headers and body together, in milliseconds. */
const TIME_LIMITS = {
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
  requestTimeout: 60_000,
  // Otherwise, a connection that never sent a request would keep the server from closing.
  forceCloseConnections: true,
} as const;

/** How the server meets the outside. */
interface Outside {
  readonly log: LogStream;
  /**
   * The proxies whose X-Forwarded-For and X-Forwarded-Host count: IP addresses, and ranges as in 10.0.0.0/8.
   */
  readonly trustedProxies: readonly string[];
  readonly servesMetrics: boolean;
}

/** Builds the whole server: gateway, edge, SCIM, the console page, metrics and health checks. */
export function buildApp(
  context: ServerContext,
  { log, trustedProxies, servesMetrics }: Outside,
): FastifyInstance {
  const app = Fastify({
    logger: loggerOptions(log),
    logController: new AnswerLog(),
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    ...TIME_LIMITS,
    frameworkErrors: (error, request, reply) => {
      addConsoleHeaders(request, reply);
      if (isScimUrl(request.url)) answerBadScimUrl(error, request, reply);
      else answerBadUrl(error, request, reply);
    },
    genReqId: () => randomUUID(),
  });
  decorateLogFacts(app);
  decorateConsoleSession(app);
  measure(app, context.metrics);
  context.draining.watch(app);
  protectConsole(app);
  refuseNul(app);
  acceptJson(app, ["application/json"]);
  answerGatewayErrors(app);
  app.get("/", async (_request, reply) => reply.redirect("/console/"));
  registerConsole(app);
  app.register((scope, _options, done) => {
    registerConsoleSession(scope, context);
    done();
  });
  registerHealth(app, context);
  if (servesMetrics) serveMetrics(app, context.metrics);
  app.register((scope, _options, done) => {
    registerOauthToken(scope, context);
    done();
  });
  app.register((scope, _options, done) => {
    requireBearer(scope, context);
    auditRefusals(scope, context);
    registerAudit(scope, context);
    registerNetworks(scope, context);
    registerNetworkChecks(scope, context);
    registerJwtChecks(scope, context);
    registerJwksDiscoveries(scope, context);
    registerIntegrations(scope, context);
    registerIntegrationUsers(scope, context);
    registerMapping(scope, context);
    registerTokens(scope, context);
    done();
  });
  registerScim(app, context);
  registerEdge(app, context);
  return app;
}
