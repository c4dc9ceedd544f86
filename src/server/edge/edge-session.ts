import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { instant, type ServerContext, secondsAfter } from "../context";
import { EDGE_SESSION_SECONDS, findSession } from "../credentials/sessions";
import { sideWrite } from "../store/side-write";
import type { Row } from "../store/tables";
import { UnauthorizedError } from "./edge-error";

/** What the edge API needs of the server. */
export type EdgeContext = Pick<
  ServerContext,
  "db" | "clock" | "networkId" | "baseUrl" | "limits" | "metrics" | "clientSecrets"
>;

/** The session a call was made with. */
export interface EdgeSession {
  readonly token: string;
  readonly tokenHash: string;
  readonly clientId: string;
  readonly networkId: string;
  /** The end of the session. Every call moves it. */
  readonly expiresAt: Date;
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
    };
    addSessionHeaders(reply, expiresAt);
  });
}

/** The session of a call behind {@link requireSession}. */
export function sessionOf(request: FastifyRequest): EdgeSession {
  if (request.edgeSession === null) throw new Error("the route does not require a session");
  return request.edgeSession;
}

/** Tells the client how long its session lasts. */
export function addSessionHeaders(reply: FastifyReply, expiresAt: Date): void {
  reply.headers({ "expiration-seconds": EDGE_SESSION_SECONDS, "expires-at": instant(expiresAt) });
}

/** Ends a session. Ending it twice is no error. */
export async function endSession({ db }: EdgeContext, session: EdgeSession): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", session.tokenHash).execute();
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
