import type { FastifyInstance } from "fastify";
import { auditRefusals } from "../audit/management";
import type { ServerContext } from "../context";
import { acceptJson } from "../http/json-body";
import { registerAuthenticate, registerCurrentSession } from "./authenticate";
import { registerCollection } from "./collection";
import { EDGE_BASE_PATH } from "./edge-base-path";
import { answerEdgeErrors } from "./edge-error-answers";
import { type EdgeContext, requireSession } from "./edge-session";
import { registerForwarded } from "./forwarded/forwarded-routes";
import { identities } from "./identities/identities";
import { registerDisabling } from "./identities/identity-disabling";
import { registerRoleAttributes } from "./identities/identity-role-attributes";
import { authPolicies } from "./policies/auth-policies";
import { jwtSigners } from "./signers/jwt-signers";
import { registerVersion } from "./version";

/**
 * Adds the OpenZiti-compatible edge management API below {@link EDGE_BASE_PATH}. Its error answers and its
 * body parser apply to no other part of the app.
 */
export function registerEdge(
  app: FastifyInstance,
  context: EdgeContext & Pick<ServerContext, "network">,
): void {
  app.register(
    (edge, _options, done) => {
      acceptJson(edge, ["application/json"]);
      answerEdgeErrors(edge);
      registerVersion(edge, context, EDGE_BASE_PATH);
      registerAuthenticate(edge, context);
      edge.register((scope, _scopeOptions, scopeDone) => {
        requireSession(scope, context);
        auditRefusals(scope, context);
        registerCurrentSession(scope, context);
        const { edge: elsewhere } = context.network;
        if (elsewhere !== null) registerForwarded(scope, { ...context, edge: elsewhere });
        else registerOwn(scope, context);
        scopeDone();
      });
      done();
    },
    { prefix: EDGE_BASE_PATH },
  );
}

/** The calls for the objects that are rows of this server's database. */
function registerOwn(edge: FastifyInstance, context: EdgeContext): void {
  registerCollection(edge, context, authPolicies);
  registerCollection(edge, context, jwtSigners);
  registerCollection(edge, context, identities);
  registerDisabling(edge, context);
  registerRoleAttributes(edge, context);
}
