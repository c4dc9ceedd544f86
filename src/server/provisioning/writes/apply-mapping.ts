import type { Mapping } from "../../../contract/gateway/mapping";
import { instant } from "../../context";
import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import {
  type IdentityChange,
  type MappedUser,
  type MappingPlan,
  planMapping,
  type TakenValues,
} from "../../sync/plan-mapping";
import type { SyncUser } from "../../sync/types";
import { mappingOf } from "../integration-mapping";

/** Domain rule 11: plans what a mapping would do to every identity of the integration. Changes nothing. */
export async function planMappingChange(
  db: Database,
  integration: Row<"integrations">,
  mapping: Mapping,
): Promise<MappingPlan> {
  const change = { current: mappingOf(integration), wanted: mapping };
  return planMapping(await mappedUsers(db, integration.id), change, await takenValues(db, integration));
}

/** Applies a plan that has no conflicts. */
export async function applyMappingPlan(transaction: Database, plan: MappingPlan, now: Date): Promise<void> {
  const pace = new Pace();
  await clearPassedOnValues(transaction, plan.changes, pace);
  for (const { identityId, after } of plan.changes) {
    await transaction
      .updateTable("identities")
      .set({
        name: after.name,
        external_id: after.externalId,
        auth_policy_id: after.authPolicyId,
        updated_at: instant(now),
      })
      .where("id", "=", identityId)
      .execute();
    await pace.giveWay();
  }
}

/**
 * Clears the values that pass from one identity to another, as when two people swap names. The database
 * checks uniqueness after each statement, not at the end of the transaction.
 */
async function clearPassedOnValues(
  transaction: Database,
  changes: readonly IdentityChange[],
  pace: Pace,
): Promise<void> {
  const names = new Set(changes.map((change) => change.after.name));
  const externalIds = new Set(changes.map((change) => change.after.externalId));
  for (const { identityId, before, after } of changes) {
    const passesName = before.name !== after.name && names.has(before.name);
    const passesExternalId = before.externalId !== after.externalId && externalIds.has(before.externalId);
    if (!passesName && !passesExternalId) continue;
    await transaction
      .updateTable("identities")
      .set({ name: passesName ? `passing on a name: ${identityId}` : before.name, external_id: null })
      .where("id", "=", identityId)
      .execute();
    await pace.giveWay();
  }
}

async function mappedUsers(db: Database, integrationId: string): Promise<MappedUser[]> {
  const rows = await db
    .selectFrom("scim_users")
    .innerJoin("identities", "identities.id", "scim_users.identity_id")
    .select([
      "scim_users.attributes",
      "identities.id",
      "identities.name",
      "identities.external_id",
      "identities.auth_policy_id",
    ])
    .where("scim_users.integration_id", "=", integrationId)
    .orderBy("scim_users.id")
    .execute();
  return rows.map((row) => ({
    user: JSON.parse(row.attributes) as SyncUser,
    identityId: row.id,
    identity: { name: row.name, externalId: row.external_id, authPolicyId: row.auth_policy_id },
  }));
}

async function takenValues(db: Database, integration: Row<"integrations">): Promise<TakenValues> {
  const others = await db
    .selectFrom("identities")
    .select(["name", "external_id"])
    .where("network_id", "=", integration.network_id)
    .where((eb) => eb.or([eb("integration_id", "is", null), eb("integration_id", "!=", integration.id)]))
    .execute();
  const externalIds = others.flatMap(({ external_id }) => (external_id === null ? [] : [external_id]));
  return { names: new Set(others.map(({ name }) => name)), externalIds: new Set(externalIds) };
}
