import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ServerContext } from "../context";
import type { Database } from "../store/database";
import { managementAction } from "./actions";
import { logLostEntry } from "./lost-entry";
import { recordAudit } from "./record";

type AuditContext = Pick<ServerContext, "db" | "clock" | "networkId">;

/** What a call of the management API changed. */
interface ManagementChange {
  /** The integration that the change belongs to. Null for a change to the network. */
  readonly integrationId?: string | null;
  readonly target: string;
  /** Names of fields as the caller wrote them. */
  readonly changed?: readonly string[];
  /** The numbers of the change, by their names in the contract. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** The contract has fewer fields than this. More names can only be ones that the contract does not know. */
const MAX_NAMES = 40;

/** Adds the change to the audit log, in the transaction that makes it. */
export function recordChange(
  context: AuditContext,
  transaction: Database,
  request: FastifyRequest,
  { integrationId = null, target, changed = [], counts = {} }: ManagementChange,
): Promise<void> {
  const action = managementAction(request);
  if (action === null)
    throw new Error(`${request.method} ${request.routeOptions.url} has no name for the audit log`);
  const names = changed.filter((name) => /^[A-Za-z]{1,40}$/.test(name)).slice(0, MAX_NAMES);
  return recordAudit({ db: transaction, clock: context.clock }, [
    {
      networkId: context.networkId,
      integrationId,
      kind: "management",
      action,
      actor: actorOf(request) ?? "",
      target,
      changed: names,
      counts,
      refusedWith: null,
      requestId: request.id,
    },
  ]);
}

/**
 * Adds the changes that the app's routes refuse to an authenticated caller. A call without a valid session
 * leaves no entry.
 */
export function auditRefusals(app: FastifyInstance, context: AuditContext): void {
  app.addHook("onSend", async (request, reply, payload) => {
    const [action, actor] = [managementAction(request), actorOf(request)];
    const { statusCode } = reply;
    // What the database cannot do now leaves no entry, which would wait for the database again.
    if (action !== null && actor !== null && statusCode >= 400 && statusCode !== 503) {
      const { id = null, tokenId = null } = request.params as Readonly<Record<string, string>>;
      const isOfIntegration = request.routeOptions.url?.startsWith("/scim/v1/") ?? false;
      await recordAudit(context, [
        {
          networkId: context.networkId,
          integrationId: isOfIntegration ? asId(id) : null,
          kind: "management",
          action,
          actor,
          target: asId(tokenId ?? id),
          changed: [],
          refusedWith: statusCode,
          requestId: request.id,
        },
      ]).catch(logLostEntry(request));
    }
    return payload;
  });
}

/** The API account behind a call. Null when authentication failed. */
function actorOf(request: FastifyRequest): string | null {
  return request.edgeSession?.clientId || request.clientId || null;
}

/** Returns text that could be an id. The audit log keeps no other text of a caller. */
function asId(text: string | null): string | null {
  return text !== null && /^[\w-]{1,64}$/.test(text) ? text : null;
}
