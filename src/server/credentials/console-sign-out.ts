import type { FastifyRequest } from "fastify";
import { recordConsoleAccess } from "../audit/console-access";
import type { ServerContext } from "../context";
import { transact } from "../store/transact";
import { endConsoleSession, type LiveConsoleSession } from "./console-sessions";

/** Signs a person out in all tabs of the browser. The audit log has an entry of it. */
export function signOutOfConsole(
  context: Pick<ServerContext, "db" | "clock" | "networkId">,
  request: FastifyRequest,
  session: LiveConsoleSession,
): Promise<void> {
  return transact(context.db, async (db) => {
    await recordConsoleAccess({ ...context, db }, request, "console.sign-out", session.client_id);
    await endConsoleSession(db, session);
  });
}
