import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import * as z from "zod/mini";
import { notBlank } from "../../contract/common";
import { instant, secondsAfter } from "../context";
import type { ClientCredential } from "../credentials/client-secrets";
import { isFromForeignPage } from "../credentials/foreign-page";
import { sha256Hex } from "../credentials/secrets";
import { EDGE_SESSION_SECONDS, mintEdgeSession } from "../credentials/sessions";
import { signIn } from "../credentials/sign-in";
import { callerAddress } from "../http/caller-address";
import { CREDENTIAL_BODY_LIMIT } from "../http/json-body";
import { retryAfter } from "../rate-limit/rate-limits";
import { EdgeError, UnauthorizedError } from "./edge-error";
import { readBody } from "./edge-request";
import {
  addSessionHeaders,
  type EdgeContext,
  type EdgeSession,
  endSession,
  SESSION_HEADER,
  sessionOf,
} from "./edge-session";
import { detail, EMPTY, entityRef } from "./envelope";

const credentials = z.object({ username: notBlank, password: notBlank });

/** `POST /authenticate?method=password` opens a session. Username and password are the API credential. */
export function registerAuthenticate(edge: FastifyInstance, context: EdgeContext): void {
  edge.post("/authenticate", { bodyLimit: CREDENTIAL_BODY_LIMIT }, async (request, reply) => {
    const { method } = request.query as { method?: unknown };
    if (method !== "password") {
      throw new EdgeError("INVALID_AUTH_METHOD", "the only authentication method here is method=password");
    }
    if (isFromForeignPage(request, context.baseUrl())) {
      throw new EdgeError("INVALID_AUTH_METHOD", "a page of another site may not sign in");
    }
    const { username, password } = readBody(credentials, request);
    await requireCredential(context, request, reply, { clientId: username, clientSecret: password });
    const { value, expiresAt } = await mintEdgeSession(context, username, context.networkId);
    const session = {
      token: value,
      tokenHash: sha256Hex(value),
      clientId: username,
      networkId: context.networkId,
      expiresAt,
      lifeSeconds: EDGE_SESSION_SECONDS,
    };
    reply.headers({ [SESSION_HEADER]: value, "cache-control": "no-store" });
    addSessionHeaders(reply, session);
    return detail(sessionView(session, callerAddress(request)));
  });
}

/** `/current-api-session` shows the session of the call, and ends it. */
export function registerCurrentSession(edge: FastifyInstance, context: EdgeContext): void {
  edge.get("/current-api-session", async (request, reply) => {
    reply.header("cache-control", "no-store");
    return detail(sessionView(sessionOf(request), callerAddress(request)));
  });
  edge.delete("/current-api-session", async (request) => {
    await endSession(context, request);
    return EMPTY;
  });
}

/**
 * @throws EdgeError RATE_LIMITED after too many wrong passwords
 * @throws UnauthorizedError, which does not say whether the username or the password is wrong
 */
async function requireCredential(
  context: EdgeContext,
  request: FastifyRequest,
  reply: FastifyReply,
  credential: ClientCredential,
): Promise<void> {
  const verdict = await signIn(context, callerAddress(request), [credential]);
  if (verdict.ok) return;
  if (verdict.waitSeconds === 0) {
    throw new UnauthorizedError("the username or the password is wrong", null);
  }
  reply.header("retry-after", retryAfter(verdict.waitSeconds));
  throw new EdgeError("RATE_LIMITED", "too many wrong passwords from this address; wait for Retry-After");
}

function sessionView(session: EdgeSession, ipAddress: string) {
  const lastActivityAt = instant(secondsAfter(session.expiresAt, -session.lifeSeconds));
  return {
    // Not the token itself: the hash of 32 random bytes does not reveal it.
    id: session.tokenHash.slice(0, 10),
    createdAt: lastActivityAt,
    updatedAt: lastActivityAt,
    _links: { self: { href: "./current-api-session" } },
    tags: {},
    token: session.token,
    identity: entityRef("identities", session.clientId, session.clientId),
    identityId: session.clientId,
    configTypes: [],
    ipAddress,
    authQueries: [],
    authenticatorId: "",
    isMfaRequired: false,
    isMfaComplete: true,
    isCertExtendable: false,
    lastActivityAt,
    cachedLastActivityAt: lastActivityAt,
    expiresAt: instant(session.expiresAt),
    expirationSeconds: session.lifeSeconds,
  };
}
