import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { instant, type ServerContext, secondsAfter } from "../context";
import { type ConsoleVerdict, judgeConsoleCall } from "../credentials/console-call";
import { CONSOLE_IDLE_SECONDS, endOf } from "../credentials/console-sessions";
import { signOutOfConsole } from "../credentials/console-sign-out";
import { EDGE_SESSION_SECONDS, findSession } from "../credentials/sessions";
import { sideWrite } from "../store/side-write";
import type { Row } from "../store/tables";
import { EdgeError, UnauthorizedError } from "./edge-error";

/** What the edge API needs of the server. */
export type EdgeContext = Pick<
  ServerContext,
  "db" | "clock" | "networkId" | "baseUrl" | "limits" | "metrics" | "clientSecrets"
>;

/** The session a call was made with. */
export interface EdgeSession {
  /** Empty for a session of the console, whose page holds no token. */
  readonly token: string;
  /** SHA-256 of the secret, hexadecimal. */
  readonly tokenHash: string;
  readonly clientId: string;
  readonly networkId: string;
  /** The end of the session. Every call moves it, except a background call of the console. */
  readonly expiresAt: Date;
  /** The end lies so many seconds after the last call that moved it. */
  readonly lifeSeconds: number;
}

declare module "fastify" {
  interface FastifyRequest {
    edgeSession: EdgeSession | null;
  }
}

/** Header that carries the session. */
export const SESSION_HEADER = "zt-session";

/** The shortest time between two extensions of a session. Without it, every read would cost a write. */
const EXTEND_AFTER_SECONDS = 60;

/** Refuses calls without a live session. Extends the session of every other call. */
export function requireSession(edge: FastifyInstance, context: EdgeContext): void {
  edge.decorateRequest("edgeSession", null);
  edge.addHook("onRequest", async (request, reply) => {
    const console = await judgeConsoleCall(context, request);
    if (console !== null) {
      // The browser must not keep what a person saw.
      reply.header("cache-control", "no-store");
      request.edgeSession = sessionOfConsole(console);
      addSessionHeaders(reply, request.edgeSession);
      return;
    }
    const token = request.headers[SESSION_HEADER];
    if (typeof token !== "string" || token === "") {
      throw new UnauthorizedError(`no session was sent; send one in the header ${SESSION_HEADER}`, "missing");
    }
    const row = await findSession(context, "edge", token);
    if (row === null || row.network_id === null) {
      throw new UnauthorizedError("the session is unknown or has expired; create a new one", "invalid");
    }
    const expiresAt = await extend(context, row, (err) => {
      request.log.error({ err }, "could not extend a session");
    });
    request.edgeSession = {
      token,
      tokenHash: row.token_hash,
      clientId: row.client_id,
      networkId: row.network_id,
      expiresAt,
      lifeSeconds: EDGE_SESSION_SECONDS,
    };
    addSessionHeaders(reply, request.edgeSession);
  });
}

/** The session of a call behind {@link requireSession}. */
export function sessionOf(request: FastifyRequest): EdgeSession {
  if (request.edgeSession === null) throw new Error("the route does not require a session");
  return request.edgeSession;
}

/** Tells the client how long its session lasts. */
export function addSessionHeaders(
  reply: FastifyReply,
  { lifeSeconds, expiresAt }: Pick<EdgeSession, "lifeSeconds" | "expiresAt">,
): void {
  reply.headers({ "expiration-seconds": lifeSeconds, "expires-at": instant(expiresAt) });
}

/** Ends the session of a call. Ending it twice is no error. */
export async function endSession(context: EdgeContext, request: FastifyRequest): Promise<void> {
  if (request.consoleSession !== null) return signOutOfConsole(context, request, request.consoleSession);
  const { tokenHash } = sessionOf(request);
  await context.db.deleteFrom("sessions").where("token_hash", "=", tokenHash).execute();
}

/** @throws EdgeError for a session that has ended, and for a call of another page */
function sessionOfConsole(verdict: ConsoleVerdict): EdgeSession {
  if (!verdict.ok) {
    if (verdict.status === 401) throw new UnauthorizedError(verdict.why, "invalid");
    throw new EdgeError("FORBIDDEN", verdict.why);
  }
  const { session } = verdict;
  return {
    token: "",
    tokenHash: session.key_hash,
    clientId: session.client_id,
    networkId: session.network_id,
    expiresAt: endOf(session),
    lifeSeconds: CONSOLE_IDLE_SECONDS,
  };
}

async function extend(
  { db, clock }: EdgeContext,
  row: Row<"sessions">,
  onLateError: (error: unknown) => void,
): Promise<Date> {
  const wanted = secondsAfter(clock(), EDGE_SESSION_SECONDS);
  const current = new Date(row.expires_at);
  if (wanted.getTime() - current.getTime() < EXTEND_AFTER_SECONDS * 1000) return current;
  const extended = db
    .updateTable("sessions")
    .set({ expires_at: instant(wanted) })
    .where("token_hash", "=", row.token_hash);
  return (await sideWrite(extended.execute(), onLateError)) ? wanted : current;
}
