import type { FastifyInstance, FastifyRequest } from "fastify";
import { CONSOLE_BACKGROUND_HEADER, CONSOLE_SESSION_HEADER } from "../../contract/gateway/console-session";
import type { ServerContext } from "../context";
import { readConsoleCookies } from "./console-cookie";
import { extendConsoleSession, findConsoleSession, type LiveConsoleSession } from "./console-sessions";
import { whyNotOwnPage } from "./own-page";

declare module "fastify" {
  interface FastifyRequest {
    /** The session of the console that a call was made with. Null for every other call. */
    consoleSession: LiveConsoleSession | null;
  }
}

/** What became of a call with a session of the console. */
export type ConsoleVerdict =
  | { readonly ok: true; readonly session: LiveConsoleSession }
  /** 403: the call is not one of the console's own page. 401: its session has ended. */
  | { readonly ok: false; readonly status: 401 | 403; readonly why: string };

/** Adds the property that {@link judgeConsoleCall} sets to the requests of the app. */
export function decorateConsoleSession(app: FastifyInstance): void {
  app.decorateRequest("consoleSession", null);
}

/**
 * Checks a call that brings a session of the console, and moves the session's idle time.
 * @returns null for a call without one. `Authorization` and `zt-session` win over the cookie.
 */
export async function judgeConsoleCall(
  context: Pick<ServerContext, "clock" | "db" | "baseUrl">,
  request: FastifyRequest,
): Promise<ConsoleVerdict | null> {
  const { headers } = request;
  const key = headers[CONSOLE_SESSION_HEADER];
  if (typeof key !== "string" || headers.authorization !== undefined || headers["zt-session"] !== undefined) {
    return null;
  }
  const baseUrl = context.baseUrl();
  const foreign = whyNotOwnPage(request, baseUrl);
  if (foreign !== null) return { ok: false, status: 403, why: foreign };
  const found = await findConsoleSession(context, { key, cookies: readConsoleCookies(request, baseUrl) });
  if (found === null) return { ok: false, status: 401, why: "the session of the console has ended; sign in" };
  const session =
    headers[CONSOLE_BACKGROUND_HEADER] === undefined ? await extend(context, request, found) : found;
  request.consoleSession = session;
  return { ok: true, session };
}

function extend(
  context: Pick<ServerContext, "clock" | "db">,
  request: FastifyRequest,
  session: LiveConsoleSession,
): Promise<LiveConsoleSession> {
  return extendConsoleSession(context, session, (err) => {
    request.log.error({ err }, "could not extend a session of the console");
  });
}
