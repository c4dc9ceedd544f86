import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  CONSOLE_SESSION_PATH,
  type ConsoleSession,
  consoleSignIn,
  type OpenedConsoleSession,
} from "../../contract/gateway/console-session";
import { recordConsoleAccess, recordRefusedSignIn } from "../audit/console-access";
import type { ServerContext } from "../context";
import type { ClientCredential } from "../credentials/client-secrets";
import { judgeConsoleCall } from "../credentials/console-call";
import { clearConsoleCookie, readConsoleCookies, setConsoleCookie } from "../credentials/console-cookie";
import {
  CONSOLE_IDLE_SECONDS,
  type LiveConsoleSession,
  openConsoleSession,
} from "../credentials/console-sessions";
import { signOutOfConsole } from "../credentials/console-sign-out";
import { whyNotOwnPage } from "../credentials/own-page";
import { signIn } from "../credentials/sign-in";
import { callerAddress } from "../http/caller-address";
import { CREDENTIAL_BODY_LIMIT } from "../http/json-body";
import { readBody } from "../management/gateway-request";
import { networkOf } from "../management/networks/networks";
import { Problem } from "../management/problem";
import { retryAfter } from "../rate-limit/rate-limits";
import { transact } from "../store/transact";

/** `/console/session`: signs a person in to the console, says who is signed in, and signs out. */
export function registerConsoleSession(app: FastifyInstance, context: ServerContext): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    const foreign = whyNotOwnPage(request, context.baseUrl());
    if (foreign !== null) throw new Problem(403, [foreign]);
  });

  app.post(
    CONSOLE_SESSION_PATH,
    { bodyLimit: CREDENTIAL_BODY_LIMIT },
    async (request, reply): Promise<OpenedConsoleSession> => {
      const credential = readBody(consoleSignIn, request);
      const { clientId } = credential;
      await requireCredential(context, request, reply, credential);
      const baseUrl = context.baseUrl();
      const cookies = readConsoleCookies(request, baseUrl);
      const opened = await transact(context.db, async (db) => {
        await recordConsoleAccess({ ...context, db }, request, "console.sign-in", clientId);
        return openConsoleSession(context, db, clientId, cookies);
      });
      reply.header("set-cookie", setConsoleCookie(opened.cookie, baseUrl));
      return { ...(await sessionView(context, opened.session)), key: opened.key };
    },
  );

  app.get(CONSOLE_SESSION_PATH, async (request) =>
    sessionView(context, await requireConsoleSession(context, request)),
  );

  app.delete(CONSOLE_SESSION_PATH, async (request, reply) => {
    const session = await requireConsoleSession(context, request);
    await signOutOfConsole(context, request, session);
    reply.header("set-cookie", clearConsoleCookie(context.baseUrl()));
    return reply.status(204).send();
  });
}

/** @throws Problem 429 after too many wrong secrets, 401 for a wrong one */
async function requireCredential(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  credential: ClientCredential,
): Promise<void> {
  const verdict = await signIn(context, callerAddress(request), [credential]);
  if (verdict.ok) return;
  if (verdict.waitSeconds > 0) {
    reply.header("retry-after", retryAfter(verdict.waitSeconds));
    throw new Problem(429, ["too many wrong secrets from this address; wait for Retry-After"]);
  }
  await recordRefusedSignIn(context, request, credential.clientId);
  throw new Problem(401, ["the client id or the client secret is wrong"]);
}

/** @throws Problem 401 without a live session */
async function requireConsoleSession(
  context: ServerContext,
  request: FastifyRequest,
): Promise<LiveConsoleSession> {
  const verdict = await judgeConsoleCall(context, request);
  if (verdict?.ok) return verdict.session;
  throw new Problem(verdict?.status ?? 401, [verdict?.why ?? "nobody is signed in to the console; sign in"]);
}

async function sessionView(context: ServerContext, session: LiveConsoleSession): Promise<ConsoleSession> {
  const network = await networkOf(context, session.network_id);
  return {
    clientId: session.client_id,
    networkId: network.id,
    networkName: network.name,
    idleSeconds: CONSOLE_IDLE_SECONDS,
    endsAt: session.ends_at,
  };
}
