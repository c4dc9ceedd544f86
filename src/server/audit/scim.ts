import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServerContext } from "../context";
import { scimPathOf } from "../http/scim-request";
import type { ScimChange } from "../provisioning/scope";
import type { Refusal } from "../scim/message";
import type { Database } from "../store/database";
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
 * leaves no entry. Otherwise such requests would still make the log grow. Nor does one that the database
 * cannot do now: the entry would wait for the database again.
 */
export function auditScimRefusals(app: FastifyInstance, context: AuditContext): void {
  app.addHook("onSend", (request, reply, payload, done) => {
    const { statusCode } = reply;
    const isRefused = statusCode >= 400 && statusCode !== 429 && statusCode !== 503;
    if (!isRefused || request.scimTokenId === null) return done(null, payload);
    recordRefusal(context, request, statusCode)
      .catch(logLostEntry(request))
      .then(() => done(null, payload), done);
  });
}

/**
 * Adds one entry for all refused operations of a bulk request, so that a thousand of them do not become a
 * thousand entries. The request itself was not refused.
 */
export async function auditBulkRefusals(
  context: AuditContext,
  request: FastifyRequest,
  operations: readonly Refusal[],
): Promise<void> {
  const counts = countRefusals(operations);
  if (Object.keys(counts).length === 0) return;
  const facts = { action: "bulk", target: null, changed: [], counts, refusedWith: "several" as const };
  await recordAudit(context, [{ ...factsOf(request, context.networkId), ...facts }]).catch(
    logLostEntry(request),
  );
}

/** Counts refused operations by action and status. */
function countRefusals(operations: readonly Refusal[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { method, path, status } of operations) {
    const action = scimAction(method, segmentsOf(path))?.action;
    if (action === undefined) continue;
    const kind = `${action} ${status}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Adds the entry of a refused write. A refused read has none. */
async function recordRefusal(context: AuditContext, request: FastifyRequest, status: number): Promise<void> {
  const written = scimAction(request.method, segmentsOf(scimPathOf(request)));
  if (written === null) return;
  const { action, id } = written;
  const target = id !== null && /^[\w-]{1,64}$/.test(id) ? id : null;
  const facts = factsOf(request, context.networkId);
  await recordAudit(context, [{ ...facts, action, target, changed: [], refusedWith: status }]);
}

function segmentsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "");
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
