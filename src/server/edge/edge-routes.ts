import type { FastifyInstance } from "fastify";
import { auditRefusals } from "../audit/management";
import { acceptJson } from "../http/json-body";
import { registerAuthenticate, registerCurrentSession } from "./authenticate";
import { registerCollection } from "./collection";
import { EDGE_BASE_PATH } from "./edge-base-path";
import { answerEdgeErrors } from "./edge-error-answers";
import { type EdgeContext, requireSession } from "./edge-session";
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
export function registerEdge(app: FastifyInstance, context: EdgeContext): void {
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
        registerCollection(scope, context, authPolicies);
        registerCollection(scope, context, jwtSigners);
        registerCollection(scope, context, identities);
        registerDisabling(scope, context);
        registerRoleAttributes(scope, context);
        scopeDone();
      });
      done();
    },
    { prefix: EDGE_BASE_PATH },
  );
}
