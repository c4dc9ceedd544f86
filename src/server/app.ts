import { randomBytes } from "node:crypto";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { auditRefusals } from "./audit/management";
import { registerConsole } from "./console/routes";
import type { ServerContext } from "./context";
import { registerEdge } from "./edge/routes";
import { registerHealth } from "./http/health";
import { acceptJson, BODY_LIMIT } from "./http/json-body";
import { type LogSink, logAnswers, logging, requestLogger } from "./http/logging";
import { answerBadScimUrl, isScimUrl, registerScim } from "./http/scim-routes";
import { answerBadUrl, answerGatewayErrors } from "./management/gateway-error-answers";
import { registerIntegrations } from "./management/integrations/integrations";
import { registerMapping } from "./management/integrations/mapping";
import { registerAudit } from "./management/networks/audit-log";
import { registerJwtChecks } from "./management/networks/jwt-checks";
import { registerNetworks } from "./management/networks/networks";
import { registerOauthToken } from "./management/oauth-token";
import { requireBearer } from "./management/require-bearer";
import { registerTokens } from "./management/tokens/tokens";
import { measure } from "./metrics/measure";

/** Puts the families of the API together: gateway, edge, SCIM, the console page and the health checks. */
export function buildApp(context: ServerContext, log: LogSink): FastifyInstance {
  const app = Fastify({
    logger: logging(log),
    // The label is the name under which errors show the id to the caller.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "traceId" }),
    bodyLimit: BODY_LIMIT,
    frameworkErrors: (error, request, reply) =>
      isScimUrl(request.url) ? answerBadScimUrl(error, request, reply) : answerBadUrl(error, request, reply),
    genReqId: requestIds(),
    childLoggerFactory: requestLogger,
  });
  logAnswers(app, log);
  measure(app, context.metrics);
  context.draining.watch(app);
  acceptJson(app, ["application/json"]);
  answerGatewayErrors(app);
  app.get("/", async (_request, reply) => reply.redirect("/console/"));
  registerConsole(app);
  registerHealth(app, context);
  app.register((scope, _options, done) => {
    registerOauthToken(scope, context);
    done();
  });
  app.register((scope, _options, done) => {
    requireBearer(scope, context);
    auditRefusals(scope, context);
    registerAudit(scope, context);
    registerNetworks(scope, context);
    registerJwtChecks(scope, context);
    registerIntegrations(scope, context);
    registerMapping(scope, context);
    registerTokens(scope, context);
    done();
  });
  registerScim(app, context);
  registerEdge(app, context);
  return app;
}

/** Ids that no other process gives: what this one drew at its start, then a counter. */
function requestIds(): () => string {
  const process = randomBytes(4).toString("hex");
  let count = 0;
  return () => {
    count = (count + 1) % 0x1_0000_0000;
    return process + count.toString(16).padStart(8, "0");
  };
}
