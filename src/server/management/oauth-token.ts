import type { FastifyInstance, FastifyReply } from "fastify";
import type { AccessToken } from "../../contract/oauth";
import type { ServerContext } from "../context";
import { GATEWAY_TOKEN_SECONDS, mintGatewayToken } from "../credentials/sessions";
import { signIn } from "../credentials/sign-in";
import { BodyTextError } from "../http/body-text";
import { callerAddress } from "../http/caller-address";
import { CREDENTIAL_BODY_LIMIT } from "../http/json-body";
import { logWith } from "../http/logging";
import { DATABASE_UNAVAILABLE, failedForDatabase, retryLater } from "../http/retry-later";
import { retryAfter } from "../rate-limit/rate-limits";
import { acceptForm, readTokenRequest, TokenRequestError } from "./token-request";

/**
 * `POST /oauth2/token`: the client credentials grant (RFC 6749 section 4.4). The credential comes by Basic
 * authentication or in the form. Errors have the body of RFC 6749 section 5.2.
 */
export function registerOauthToken(app: FastifyInstance, context: ServerContext): void {
  acceptForm(app);
  app.setErrorHandler((error, request, reply) => {
    if (failedForDatabase(error, request)) {
      retryLater(reply);
      return refuse(reply, 503, "temporarily_unavailable", DATABASE_UNAVAILABLE);
    }
    if (error instanceof TokenRequestError) return refuse(reply, 400, "invalid_request", error.message);
    if (error instanceof BodyTextError) {
      return refuse(reply, error.statusCode, "invalid_request", error.message);
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status === 413) {
      const what = `the form is larger than ${CREDENTIAL_BODY_LIMIT} bytes`;
      return refuse(reply, 413, "invalid_request", what);
    }
    if (status >= 500) {
      request.log.error({ err: error }, "unexpected error");
      return refuse(reply, 500, "server_error", "an unexpected error; the server's log says more");
    }
    return refuse(reply, 400, "invalid_request", "send a form: application/x-www-form-urlencoded");
  });
  app.post("/oauth2/token", { bodyLimit: CREDENTIAL_BODY_LIMIT }, async (request, reply) => {
    const { spellings, grantType } = readTokenRequest(request, context.baseUrl());
    const verdict = await signIn(context, callerAddress(request), spellings);
    if (!verdict.ok && verdict.waitSeconds > 0) {
      reply.header("retry-after", retryAfter(verdict.waitSeconds));
      const why = "too many wrong secrets from this address; wait for Retry-After";
      return refuse(reply, 429, "slow_down", why);
    }
    if (!verdict.ok) {
      reply.header("www-authenticate", 'Basic realm="netfoundry"');
      return refuse(reply, 401, "invalid_client", "the client id or the client secret is wrong");
    }
    const { clientId } = verdict;
    if (grantType === null) return refuse(reply, 400, "invalid_request", "grant_type is missing");
    if (grantType !== "client_credentials") {
      return refuse(reply, 400, "unsupported_grant_type", "the only grant_type is client_credentials");
    }
    const session = await mintGatewayToken(context, clientId);
    const answer: AccessToken = {
      access_token: session.value,
      token_type: "Bearer",
      expires_in: GATEWAY_TOKEN_SECONDS,
    };
    return reply.header("cache-control", "no-store").send(answer);
  });
}

function refuse(reply: FastifyReply, status: number, error: string, description: string): FastifyReply {
  logWith(reply.request, { why: error });
  return reply.status(status).send({ error, error_description: description });
}
