import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { AccessToken } from "../../contract/oauth";
import type { ServerContext } from "../context";
import { constantTimeEqual, sha256Hex } from "../credentials/secrets";
import { GATEWAY_TOKEN_SECONDS, mintGatewayToken } from "../credentials/sessions";
import { logWith } from "../http/logging";
import { encodesNul, NulError } from "../http/refuse-nul";
import { DATABASE_UNAVAILABLE, retryLater } from "../http/retry-later";
import { retryAfter } from "../rate-limit/limits";
import { isUnavailable } from "../store/unavailable";

interface Credential {
  readonly clientId: string;
  readonly secret: string;
}

/**
 * `POST /oauth2/token`: the client credentials grant (RFC 6749 section 4.4). The credential comes by Basic
 * authentication or in the form. Errors have the body of RFC 6749 section 5.2.
 */
export function registerOauthToken(app: FastifyInstance, context: ServerContext): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: unknown, text: string) => {
      if (encodesNul(text)) throw new NulError("the form holds a NUL character");
      return new URLSearchParams(text);
    },
  );
  app.setErrorHandler((error, request, reply) => {
    if (isUnavailable(error)) {
      request.log.error({ err: error }, "the database cannot work now");
      retryLater(reply);
      return refuse(reply, 503, "temporarily_unavailable", DATABASE_UNAVAILABLE);
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ err: error }, "unexpected error");
      return refuse(reply, 500, "server_error", "an unexpected error; the server's log says more");
    }
    return refuse(reply, 400, "invalid_request", "send a form: application/x-www-form-urlencoded");
  });
  app.post("/oauth2/token", async (request, reply) => {
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const { limits, metrics } = context;
    const wait = limits.failedSignIns.wait(request.ip);
    if (wait > 0) {
      metrics.rateLimited.inc({ limit: "failed_sign_ins" });
      reply.header("retry-after", retryAfter(wait));
      return refuse(
        reply,
        429,
        "slow_down",
        "too many wrong secrets from this address; wait for Retry-After",
      );
    }
    const clientId = await knownClient(context, [...basicCredentials(request), ...formCredential(form)]);
    if (clientId === null) {
      limits.failedSignIns.take(request.ip);
      reply.header("www-authenticate", 'Basic realm="netfoundry"');
      return refuse(reply, 401, "invalid_client", "the client id or the client secret is wrong");
    }
    const grant = form.get("grant_type");
    if (grant === null) return refuse(reply, 400, "invalid_request", "grant_type is missing");
    if (grant !== "client_credentials") {
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

/**
 * The credential of Basic authentication, once as written and once form-decoded. RFC 6749 section 2.3.1 asks
 * clients to encode it, but only some do.
 */
function basicCredentials(request: FastifyRequest): Credential[] {
  const encoded = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(request.headers.authorization ?? "")?.[1];
  if (encoded === undefined) return [];
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  // No stored credential holds a NUL character.
  if (colon < 0 || encodesNul(pair)) return [];
  const written = { clientId: pair.slice(0, colon), secret: pair.slice(colon + 1) };
  const decoded = { clientId: formDecoded(written.clientId), secret: formDecoded(written.secret) };
  return [written, decoded];
}

function formDecoded(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll("&", "%26")}`).get("text") ?? text;
}

function formCredential(form: URLSearchParams): Credential[] {
  const clientId = form.get("client_id");
  const secret = form.get("client_secret");
  return clientId === null || secret === null ? [] : [{ clientId, secret }];
}

async function knownClient(
  { db }: ServerContext,
  credentials: readonly Credential[],
): Promise<string | null> {
  for (const { clientId, secret } of credentials) {
    const stored = await db
      .selectFrom("api_credentials")
      .select("secret_hash")
      .where("client_id", "=", clientId)
      .executeTakeFirst();
    // An unknown client is compared too, so that the time of the answer does not reveal which clients exist.
    const same = constantTimeEqual(stored?.secret_hash ?? "", sha256Hex(secret));
    if (same && stored !== undefined) return clientId;
  }
  return null;
}
