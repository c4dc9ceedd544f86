import type { FastifyInstance } from "fastify";
import {
  DEFAULT_MAPPING,
  type Mapping,
  type MappingPreview,
  mappingRequest,
} from "../../../contract/gateway/mapping";
import { recordChange } from "../../audit/management";
import { instant, type ServerContext } from "../../context";
import { recordTool } from "../../managed-by/managed-objects";
import { mappingColumns, mappingOf } from "../../provisioning/integration-mapping";
import { planMappingChange } from "../../provisioning/writes/plan-mapping-change";
import { MAX_INDEXED_TEXT } from "../../scim/size-limits";
import type { Database } from "../../store/database";
import { withoutTimeLimits } from "../../store/postgres/without-time-limits";
import { transact } from "../../store/transact";
import { maskPersonal } from "../../sync/mask";
import type { MappingConflict, MappingPlan } from "../../sync/plan-mapping";
import { pathValue, readBody } from "../gateway-request";
import { badFields, type FieldError, Problem } from "../problem";
import { etag, requireMatch } from "./integration-etag";
import { deliveriesById } from "./integration-figures";
import { INTEGRATIONS_PATH } from "./integration-view";
import { integrationRow } from "./integrations";
import { requireAuthPolicy } from "./require-auth-policy";
import { withShownIds } from "./shown-ids";

/** How many conflicts a refusal lists. */
const LISTED_CONFLICTS = 20;

/** `/scim/v1/integrations/{id}/mapping` and its preview (domain rules 2, 3 and 11). */
export function registerMapping(app: FastifyInstance, context: ServerContext): void {
  const { db, network } = context;
  const path = `${INTEGRATIONS_PATH}/:id/mapping`;

  app.get(path, async (request, reply) => {
    const integration = await integrationRow(db, pathValue(request, "id"));
    return reply.header("etag", etag(integration.version)).send(mappingOf(integration));
  });

  app.put(path, async (request, reply) => {
    const mapping: Mapping = readBody(mappingRequest, request);
    const hasPolicy = await network.authPolicyCheck(mapping.authPolicyId);
    const version = await transact(db, async (transaction) => {
      await withoutTimeLimits(transaction);
      const integration = await integrationRow(transaction, pathValue(request, "id"));
      requireMatch(request, integration.version);
      await requireAuthPolicy(hasPolicy, transaction, mapping.authPolicyId, "authPolicyId");
      const now = context.clock();
      const plan = await planMappingChange(transaction, network.identities, integration, mapping);
      if (plan.conflicts.length > 0) throw conflictProblem(await withShownIds(transaction, plan));
      if (plan.undecided.size > 0) {
        throw undecidedProblem(await withShownIds(transaction, plan), mapping);
      }
      requireShortValues(plan);
      await network.identities.applyMapping(transaction, plan.changes, now);
      const { id } = integration;
      const changed = changedFields(mapping, mappingOf(integration));
      await recordChange(context, transaction, request, { integrationId: id, target: id, changed });
      await recordTool(context, transaction, request, "integration", id);
      if (changed.length === 0) return integration.version;
      await transaction
        .updateTable("integrations")
        .set({
          ...mappingColumns(mapping),
          version: integration.version + 1,
          updated_at: instant(now),
          updated_by: request.clientId,
        })
        .where("id", "=", id)
        .execute();
      return integration.version + 1;
    });
    const pending = network.kind === "controller" ? await pendingOf(db, pathValue(request, "id")) : null;
    return reply.header("etag", etag(version)).send({ ...mapping, ...pending });
  });

  app.post(`${path}/preview`, async (request): Promise<MappingPreview> => {
    const mapping: Mapping = readBody(mappingRequest, request);
    // Outside a transaction, so that no write waits for it on SQLite.
    const integration = await integrationRow(db, pathValue(request, "id"));
    const hasPolicy = await network.authPolicyCheck(mapping.authPolicyId);
    await requireAuthPolicy(hasPolicy, db, mapping.authPolicyId, "authPolicyId");
    const plan = await withShownIds(
      db,
      await planMappingChange(db, network.identities, integration, mapping),
    );
    const asOf = await network.valuesAsOf(db);
    return { ...plan.counts, ...(asOf !== undefined && { asOf }), samples: plan.samples };
  });
}

/** How many identities the controller of a gateway does not have as they shall be. */
async function pendingOf(db: Database, id: string): Promise<{ readonly pending: number }> {
  return { pending: (await deliveriesById(db, [id])).get(id)?.pending ?? 0 };
}

function changedFields(a: Mapping, b: Mapping): string[] {
  const fields = Object.keys(DEFAULT_MAPPING) as (keyof Mapping)[];
  return fields.filter((field) => a[field] !== b[field]);
}

function conflictProblem({ conflicts, counts }: MappingPlan): Problem {
  const listed = conflicts.slice(0, LISTED_CONFLICTS).map(describe);
  const rest = conflicts.length - listed.length;
  const errors = [
    `nothing was changed: ${counts.conflicts} of ${counts.identities} identities ` +
      "would get a value that another identity has",
    ...listed,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ];
  return new Problem(409, errors, [
    ...conflictsOf(conflicts, "name", "identityNameField"),
    ...conflictsOf(conflicts, "externalId", "externalIdField"),
  ]);
}

/** Names the setting whose values clash, so that a client can show the refusal there. */
function conflictsOf(
  conflicts: readonly MappingConflict[],
  field: MappingConflict["field"],
  setting: keyof Mapping,
): FieldError[] {
  const count = conflicts.filter((conflict) => conflict.field === field).length;
  if (count === 0) return [];
  const values = count === 1 ? "1 value" : `${count} values`;
  return [{ field: setting, reason: `would give ${values} to more than one identity of the network` }];
}

function undecidedProblem({ undecided, counts }: MappingPlan, mapping: Mapping): Problem {
  const { externalIdField, externalIdCustomPath } = mapping;
  const field = externalIdField === "CUSTOM" ? "externalIdCustomPath" : "externalIdField";
  const listed = [...undecided].slice(0, LISTED_CONFLICTS);
  const rest = undecided.size - listed.length;
  const reason =
    `matches several values for ${undecided.size} of ${counts.identities} identities, none of them primary ` +
    `or in use; nothing was changed; ${externalIdCustomPath ?? "emails"} of ${listed.join(", ")}` +
    (rest > 0 ? ` and ${rest} more` : "");
  return badFields([{ field, reason }]);
}

/** The database holds names and external IDs of identities in an index. @throws Problem 409 */
function requireShortValues({ changes, counts }: MappingPlan): void {
  const tooLong = changes.filter(
    ({ before, after }) =>
      isTooLong(after.name, before.name) || isTooLong(after.externalId, before.externalId),
  );
  if (tooLong.length === 0) return;
  const listed = tooLong.slice(0, LISTED_CONFLICTS).map(({ identityId }) => identityId);
  throw new Problem(409, [
    `nothing was changed: ${tooLong.length} of ${counts.identities} identities would get a name or an ` +
      `external ID of more than ${MAX_INDEXED_TEXT} bytes, among them ${listed.join(", ")}`,
  ]);
}

function isTooLong(value: string | null, before: string | null): boolean {
  return value !== null && value !== before && Buffer.byteLength(value) > MAX_INDEXED_TEXT;
}

function describe({ field, value, identityIds, isTaken }: MappingConflict): string {
  const what = field === "name" ? "the identity name" : "the external ID";
  const wanted = `${what} ${maskPersonal(value)} would go to ${identityIds.join(", ")}`;
  return isTaken ? `${wanted}, but an identity outside the integration has it` : wanted;
}
