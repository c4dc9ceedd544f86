import type { FastifyRequest } from "fastify";
import type { ServerContext } from "../context";
import type { Database } from "../store/database";
import { logLostEntry } from "./lost-entry";
import { recordAudit } from "./record";

type AuditContext = Pick<ServerContext, "db" | "clock" | "networkId">;

/** Adds that somebody signed in to the console, or out. Pass the transaction that does it as `db`. */
export function recordConsoleAccess(
  context: AuditContext,
  request: FastifyRequest,
  action: "console.sign-in" | "console.sign-out",
  clientId: string,
): Promise<void> {
  return record(context, request, { action, actor: clientId, refusedWith: null });
}

/**
 * Adds a sign-in with a wrong secret. An unknown client id is not recorded: people mistake the fields, and
 * what they wrote may be the secret.
 */
export async function recordRefusedSignIn(
  context: AuditContext,
  request: FastifyRequest,
  clientId: string,
): Promise<void> {
  const refusal = { action: "console.sign-in", refusedWith: 401 };
  const write = knownClient(context.db, clientId).then((actor) =>
    record(context, request, { ...refusal, actor }),
  );
  await write.catch(logLostEntry(request));
}

function record(
  { db, clock, networkId }: AuditContext,
  request: FastifyRequest,
  facts: { readonly action: string; readonly actor: string; readonly refusedWith: number | null },
): Promise<void> {
  const rest = { networkId, integrationId: null, target: null, changed: [], requestId: request.id };
  return recordAudit({ db, clock }, [{ ...facts, ...rest, kind: "management" }]);
}

/** The client id when the server knows it, else the empty text. */
async function knownClient(db: Database, clientId: string): Promise<string> {
  const known = db.selectFrom("api_credentials").select("client_id").where("client_id", "=", clientId);
  return (await known.executeTakeFirst())?.client_id ?? "";
}
