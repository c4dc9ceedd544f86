import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServerContext } from "../context";
import type { ScimChange } from "../provisioning/scope";
import type { Refusal } from "../scim/message";
import type { Database } from "../store/database";
import { transact } from "../store/transact";
import { scimAction } from "./actions";
import { logLostEntry } from "./lost-entry";
import { type AuditFacts, recordAudit } from "./record";

declare module "fastify" {
  interface FastifyRequest {
    /** The id of the SCIM token that authenticated the request. Null without a valid token. */
    scimTokenId: string | null;
  }
}

type AuditContext = Pick<ServerContext, "db" | "clock" | "networkId">;

/** Makes the function that records the changes of one SCIM request in their transaction. */
export function scimChangeRecorder({ clock, networkId }: AuditContext, request: FastifyRequest) {
  return (transaction: Database, changes: readonly ScimChange[]): Promise<void> =>
    recordAudit(
      { db: transaction, clock },
      changes.map(({ action, id, changed, counts, refusedWith = null }) => ({
        ...factsOf(request, networkId),
        action,
        target: id,
        changed,
        ...(counts !== undefined && { counts }),
        refusedWith,
      })),
    );
}

/**
 * Adds the writes that the server refuses to a caller with a valid token. A request beyond the rate limit
 * leaves no entry. Otherwise such requests would still make the log grow.
 */
export function auditScimRefusals(app: FastifyInstance, context: AuditContext): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    const { statusCode } = reply;
    if (statusCode < 400 || statusCode === 429 || request.scimTokenId === null) return done(null, payload);
    recordRefusal(context, request, statusCode)
      .catch(logLostEntry(request))
      .then(() => done(null, payload), done);
  });
}

/** Adds the refused operations of a bulk request in one transaction. The request itself was not refused. */
export async function auditBulkRefusals(
  { db, clock, networkId }: AuditContext,
  request: FastifyRequest,
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  const entries = refusals.flatMap((refusal) => refusedFacts(request, networkId, refusal));
  await transact(db, (transaction) => recordAudit({ db: transaction, clock }, entries)).catch(
    logLostEntry(request),
  );
}

function recordRefusal(context: AuditContext, request: FastifyRequest, status: number): Promise<void> {
  const { "*": path = "" } = request.params as { readonly "*"?: string };
  return recordAudit(
    context,
    refusedFacts(request, context.networkId, { method: request.method, path, status }),
  );
}

/** The entry of a refused write. A refused read has none. */
function refusedFacts(
  request: FastifyRequest,
  networkId: string,
  { method, path, status }: Omit<Refusal, "method"> & { readonly method: string },
): AuditFacts[] {
  const segments = path.split("/").filter((part) => part !== "");
  const written = scimAction(method, segments);
  if (written === null) return [];
  const { action, id } = written;
  const target = id !== null && /^[\w-]{1,64}$/.test(id) ? id : null;
  return [{ ...factsOf(request, networkId), action, target, changed: [], refusedWith: status }];
}

function factsOf(
  request: FastifyRequest,
  networkId: string,
): Pick<AuditFacts, "networkId" | "integrationId" | "kind" | "actor" | "requestId"> {
  const { integrationId = null } = request.params as { readonly integrationId?: string };
  return {
    networkId,
    integrationId,
    kind: "scim",
    actor: request.scimTokenId ?? "",
    requestId: request.id,
  };
}
