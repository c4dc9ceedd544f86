import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { recordChange } from "../../audit/management";
import { forgetTool, type ManagedKind, recordTool } from "../../managed-by/managed-objects";
import type { EdgeElsewhere, ForwardedAnswer, ForwardedCall } from "../../network/edge-elsewhere";
import { transact } from "../../store/transact";
import { unknownId } from "../edge-error";
import { isObject, pathId, readObject } from "../edge-request";
import { type EdgeContext, sessionOf } from "../edge-session";
import { referrersOfAuthPolicy } from "../policies/auth-policy-store";
import { requireUnused } from "../references";
import { withTools } from "./forwarded-tools";

/** The collections of the edge API, each with the kind of object that a tool may manage. */
const COLLECTIONS: readonly { readonly name: string; readonly managedAs: ManagedKind | null }[] = [
  { name: "auth-policies", managedAs: "auth-policy" },
  { name: "external-jwt-signers", managedAs: "jwt-signer" },
  { name: "identities", managedAs: null },
];

/**
 * Adds the calls for auth policies, JWT signers and identities on a gateway. The controller answers them.
 * This server keeps what it alone knows: the audit log, the tool behind an object, and the mappings that use
 * a policy.
 */
export function registerForwarded(
  edge: FastifyInstance,
  context: EdgeContext & { readonly edge: EdgeElsewhere },
): void {
  const { db } = context;
  for (const { name, managedAs } of COLLECTIONS) {
    const one = `/${name}/:id`;

    edge.get(`/${name}`, async (request, reply) =>
      give(reply, await withTools(db, managedAs, await forward(request, { method: "GET", path: [name] }))),
    );
    edge.get(one, async (request, reply) => {
      const path = [name, idOf(request)];
      return give(reply, await withTools(db, managedAs, await forward(request, { method: "GET", path })));
    });
    edge.post(`/${name}`, async (request, reply) => {
      const answer = await forward(request, { method: "POST", path: [name], body: readObject(request) });
      const { id } = (answer.body.data ?? {}) as { readonly id?: string };
      if (id !== undefined) await record(request, id, managedAs);
      return give(reply, answer);
    });
    for (const method of ["PUT", "PATCH"] as const) {
      edge.route({
        method,
        url: one,
        handler: async (request, reply) => {
          const call = { method, path: [name, idOf(request)], body: readObject(request) };
          return give(reply, await write(request, managedAs, call));
        },
      });
    }
    edge.delete(one, async (request, reply) => {
      const id = idOf(request);
      if (name === "auth-policies") {
        // The controller knows nothing of the mappings that use a policy.
        const users = await referrersOfAuthPolicy(db, sessionOf(request).networkId, id);
        requireUnused(`the auth policy ${JSON.stringify(id)}`, users);
      }
      const answer = await write(request, managedAs, { method: "DELETE", path: [name, id] });
      if (name === "identities" && answer.status < 300) await context.edge.identityDeleted(db, id);
      return give(reply, answer);
    });
  }
  for (const action of ["disable", "enable"] as const) {
    edge.post(`/identities/:id/${action}`, async (request, reply) => {
      const body = action === "disable" ? readObject(request) : undefined;
      const path = ["identities", idOf(request), action];
      return give(reply, await write(request, null, { method: "POST", path, body }));
    });
  }
  edge.get("/identity-role-attributes", async (request, reply) =>
    give(reply, await forward(request, { method: "GET", path: ["identity-role-attributes"] })),
  );

  function forward(request: FastifyRequest, call: ForwardedCall): Promise<ForwardedAnswer> {
    const query = call.method === "GET" ? (request.query as ForwardedCall["query"]) : undefined;
    return context.edge.send({ ...call, ...(query !== undefined && { query }) });
  }

  async function write(
    request: FastifyRequest,
    managedAs: ManagedKind | null,
    call: ForwardedCall,
  ): Promise<ForwardedAnswer> {
    const answer = await forward(request, call);
    if (answer.status < 300) await record(request, idOf(request), managedAs);
    return answer;
  }

  /** Keeps who changed what. The controller has the change already, so no transaction can hold both. */
  function record(request: FastifyRequest, id: string, managedAs: ManagedKind | null): Promise<void> {
    return transact(db, async (transaction) => {
      const changed = isObject(request.body) ? Object.keys(request.body) : [];
      await recordChange(context, transaction, request, { target: id, changed });
      if (managedAs === null) return;
      if (request.method === "DELETE") await forgetTool(transaction, managedAs, id);
      else await recordTool(context, transaction, request, managedAs, id);
    });
  }
}

function give(reply: FastifyReply, { status, body }: ForwardedAnswer): FastifyReply {
  return reply.status(status).send(body);
}

/** The `{id}` of the path. @throws EdgeError NOT_FOUND for one that would name something else there */
function idOf(request: FastifyRequest): string {
  const id = pathId(request);
  if (/^\.{0,2}$/.test(id)) throw unknownId("object", id);
  return id;
}
