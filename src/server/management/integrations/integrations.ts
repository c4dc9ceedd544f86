import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import {
  IDENTITIES_ON_DELETE,
  type IdentitiesOnDelete,
  integrationCreate,
  integrationPatch,
} from "../../../contract/gateway/integration";
import { DEFAULT_MAPPING } from "../../../contract/gateway/mapping";
import { recordChange } from "../../audit/management";
import { instant, type ServerContext } from "../../context";
import { forgetTool, recordTool } from "../../managed-by/managed-objects";
import { mappingColumns } from "../../provisioning/integration-mapping";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { transact } from "../../store/transact";
import { pathValue, queryValue, readBody } from "../gateway-request";
import { badFields, notFound } from "../problem";
import { etag, requireMatch } from "./integration-etag";
import { awaitUniqueName, requireFreeName } from "./integration-name";
import { INTEGRATIONS_PATH, viewIntegrations } from "./integration-view";
import { listIntegrations } from "./list-integrations";
import { requireAuthPolicy } from "./require-auth-policy";

/** How the audit log counts the identities of a deleted integration. */
const WHAT_BECAME: Readonly<Record<IdentitiesOnDelete, string>> = {
  keep: "kept",
  disable: "disabled",
  delete: "deleted",
};

/** `/scim/v1/integrations`: list, create, read, change and delete (domain rules 1, 2 and 7). */
export function registerIntegrations(app: FastifyInstance, context: ServerContext): void {
  const { db, network } = context;

  app.get(INTEGRATIONS_PATH, (request) => listIntegrations(context, request));

  app.post(INTEGRATIONS_PATH, async (request, reply) => {
    const {
      networkId,
      name,
      adoptIdentities,
      mapping = DEFAULT_MAPPING,
    } = readBody(integrationCreate, request);
    if (networkId !== context.networkId) {
      throw badFields([
        {
          field: "networkId",
          reason: `names no network; the only network is ${context.networkId}`,
        },
      ]);
    }
    const now = instant(context.clock());
    const row: Row<"integrations"> = {
      id: randomUUID(),
      network_id: networkId,
      name,
      ...mappingColumns(mapping),
      adopt_identities: adoptIdentities,
      version: 1,
      created_at: now,
      created_by: request.clientId,
      updated_at: now,
      updated_by: request.clientId,
    };
    const hasPolicy = await network.authPolicyCheck(mapping.authPolicyId);
    await transact(db, async (transaction) => {
      await requireAuthPolicy(hasPolicy, transaction, mapping.authPolicyId, "mapping.authPolicyId");
      await requireFreeName(transaction, row);
      await awaitUniqueName(name, transaction.insertInto("integrations").values(row).execute());
      const changed = Object.keys(request.body as object);
      await recordChange(context, transaction, request, { integrationId: row.id, target: row.id, changed });
      await recordTool(context, transaction, request, "integration", row.id);
    });
    reply.status(201).header("location", `${context.baseUrl()}${INTEGRATIONS_PATH}/${row.id}`);
    return sendIntegration(context, row, reply);
  });

  app.get(`${INTEGRATIONS_PATH}/:id`, async (request, reply) =>
    sendIntegration(context, await integrationRow(db, pathValue(request, "id")), reply),
  );

  app.patch(`${INTEGRATIONS_PATH}/:id`, async (request, reply) => {
    const sent = readBody(integrationPatch, request);
    const patched = await transact(db, async (transaction) => {
      const row = await integrationRow(transaction, pathValue(request, "id"));
      requireMatch(request, row.version);
      await recordTool(context, transaction, request, "integration", row.id);
      const { name = row.name, adoptIdentities = row.adopt_identities } = sent;
      const fields = [
        ...(name === row.name ? [] : ["name"]),
        ...(adoptIdentities === row.adopt_identities ? [] : ["adoptIdentities"]),
      ];
      if (fields.length === 0) return row;
      const changed = {
        name,
        adopt_identities: adoptIdentities,
        version: row.version + 1,
        updated_at: instant(context.clock()),
        updated_by: request.clientId,
      };
      if (name !== row.name) await requireFreeName(transaction, { ...row, name });
      await awaitUniqueName(
        name,
        transaction.updateTable("integrations").set(changed).where("id", "=", row.id).execute(),
      );
      const change = { integrationId: row.id, target: row.id, changed: fields };
      await recordChange(context, transaction, request, change);
      return { ...row, ...changed };
    });
    return sendIntegration(context, patched, reply);
  });

  app.delete(`${INTEGRATIONS_PATH}/:id`, async (request, reply) => {
    const identitiesOption = identitiesOnDelete(queryValue(request, "identities"));
    await transact(db, async (transaction) => {
      const row = await integrationRow(transaction, pathValue(request, "id"));
      requireMatch(request, row.version);
      const released = await network.identities.release(
        transaction,
        row.id,
        identitiesOption,
        context.clock(),
      );
      await transaction.deleteFrom("integrations").where("id", "=", row.id).execute();
      await forgetTool(transaction, "integration", row.id);
      const counts = released === 0 ? {} : { [WHAT_BECAME[identitiesOption]]: released };
      await recordChange(context, transaction, request, { integrationId: row.id, target: row.id, counts });
    });
    return reply.status(204).send();
  });
}

/** One stored integration. @throws Problem 404. */
export async function integrationRow(db: Database, id: string): Promise<Row<"integrations">> {
  const row = await db
    .selectFrom("integrations")
    .selectAll()
    .where("id", "=", id)
    // SCIM writes lock the row too, because they read the mapping. So they wait for this transaction.
    .$if(db.isTransaction, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw notFound("integration", id);
  return row;
}

async function sendIntegration(
  context: ServerContext,
  row: Row<"integrations">,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const [view] = await viewIntegrations(context, context.db, [row]);
  return reply.header("etag", etag(row.version)).send(view);
}

function identitiesOnDelete(given: string | undefined): IdentitiesOnDelete {
  const identitiesOption = IDENTITIES_ON_DELETE.find((allowed) => allowed === (given ?? "keep"));
  if (identitiesOption !== undefined) return identitiesOption;
  throw badFields([{ field: "identities", reason: `must be one of ${IDENTITIES_ON_DELETE.join(", ")}` }]);
}
