import { sql } from "kysely";
import type { Mapping } from "../../../contract/gateway/mapping";
import { instant } from "../../context";
import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import { jsonRows } from "../../store/json-rows";
import type { Row } from "../../store/tables";
import {
  type IdentityChange,
  type MappedUser,
  type MappingPlan,
  MappingPlanner,
  type TakenValues,
} from "../../sync/plan-mapping";
import type { SyncUser } from "../../sync/types";
import { mappingOf } from "../integration-mapping";

/** How many rows one statement reads or changes. SQLite answers no other request meanwhile. */
const PIECE = 200;

/** Domain rule 11: plans what a mapping would do to every identity of the integration. Changes nothing. */
export async function planMappingChange(
  db: Database,
  integration: Row<"integrations">,
  mapping: Mapping,
): Promise<MappingPlan> {
  const pace = new Pace();
  const change = { current: mappingOf(integration), wanted: mapping };
  const planner = new MappingPlanner(change, await takenValues(db, integration, pace));
  for (let after = ""; ; ) {
    const users = await mappedUsers(db, integration.id, after);
    for (const { mapped } of users) planner.add(mapped);
    const last = users.at(-1);
    if (last === undefined) return planner.plan();
    after = last.userId;
    await pace.giveWay();
  }
}

/** Applies a plan that has no conflicts. */
export async function applyMappingPlan(transaction: Database, plan: MappingPlan, now: Date): Promise<void> {
  const pace = new Pace();
  await clearPassedOnValues(transaction, plan.changes, pace);
  const after = plan.changes.map((change) => ({ identityId: change.identityId, ...change.after }));
  for (let at = 0; at < after.length; at += PIECE) {
    await sql`
      update identities set name = change.value ->> 'name', external_id = change.value ->> 'externalId',
        auth_policy_id = change.value ->> 'authPolicyId', updated_at = ${instant(now)}
      from ${jsonRows(transaction, after.slice(at, at + PIECE))} as change
      where identities.id = change.value ->> 'identityId'`.execute(transaction);
    await pace.giveWay();
  }
}

/**
 * Clears the values that pass from one identity to another, as when two people swap names. The database
 * checks uniqueness after each row, not at the end of the transaction.
 */
async function clearPassedOnValues(
  transaction: Database,
  changes: readonly IdentityChange[],
  pace: Pace,
): Promise<void> {
  const names = new Set(changes.map((change) => change.after.name));
  const externalIds = new Set(changes.map((change) => change.after.externalId));
  const cleared = changes.flatMap(({ identityId, before, after }) => {
    const passesName = before.name !== after.name && names.has(before.name);
    const passesExternalId = before.externalId !== after.externalId && externalIds.has(before.externalId);
    if (!passesName && !passesExternalId) return [];
    return [{ identityId, name: passesName ? `passing on a name: ${identityId}` : before.name }];
  });
  for (let at = 0; at < cleared.length; at += PIECE) {
    await sql`
      update identities set name = change.value ->> 'name', external_id = null
      from ${jsonRows(transaction, cleared.slice(at, at + PIECE))} as change
      where identities.id = change.value ->> 'identityId'`.execute(transaction);
    await pace.giveWay();
  }
}

/** Reads the next users of the integration, the oldest first. */
async function mappedUsers(
  db: Database,
  integrationId: string,
  after: string,
): Promise<{ readonly userId: string; readonly mapped: MappedUser }[]> {
  const rows = await db
    .selectFrom("scim_users")
    .innerJoin("identities", "identities.id", "scim_users.identity_id")
    .select([
      "scim_users.id as user_id",
      "scim_users.attributes",
      "identities.id",
      "identities.name",
      "identities.external_id",
      "identities.auth_policy_id",
    ])
    .where("scim_users.integration_id", "=", integrationId)
    .where("scim_users.id", ">", after)
    .orderBy("scim_users.id")
    .limit(PIECE)
    .execute();
  return rows.map((row) => ({
    userId: row.user_id,
    mapped: {
      user: JSON.parse(row.attributes) as SyncUser,
      identityId: row.id,
      identity: { name: row.name, externalId: row.external_id, authPolicyId: row.auth_policy_id },
    },
  }));
}

/** Reads the values of the identities of the network that are not the integration's. */
async function takenValues(db: Database, integration: Row<"integrations">, pace: Pace): Promise<TakenValues> {
  const taken = { names: new Set<string>(), externalIds: new Set<string>() };
  for (let after = ""; ; ) {
    const others = await db
      .selectFrom("identities")
      .select(["name", "external_id", "integration_id"])
      .where("network_id", "=", integration.network_id)
      // An index holds the names of a network in their order.
      .where("name", ">", after)
      .orderBy("name")
      .limit(PIECE)
      .execute();
    for (const { name, external_id, integration_id } of others) {
      if (integration_id === integration.id) continue;
      taken.names.add(name);
      if (external_id !== null) taken.externalIds.add(external_id);
    }
    const last = others.at(-1);
    if (last === undefined) return taken;
    after = last.name;
    await pace.giveWay();
  }
}
