import type { Mapping } from "../../../contract/gateway/mapping";
import type { NetworkIdentities } from "../../network/network-identities";
import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import type { Row } from "../../store/tables";
import { type MappedUser, type MappingPlan, MappingPlanner } from "../../sync/plan-mapping";
import type { SyncUser } from "../../sync/types";
import { mappingOf } from "../integration-mapping";

/** How many rows one statement reads. SQLite answers no other request meanwhile. */
const PIECE = 200;

/** Domain rule 11: plans what a mapping would do to every identity of the integration. Changes nothing. */
export async function planMappingChange(
  db: Database,
  identities: NetworkIdentities,
  integration: Row<"integrations">,
  mapping: Mapping,
): Promise<MappingPlan> {
  const pace = new Pace();
  const change = { current: mappingOf(integration), wanted: mapping };
  const planner = new MappingPlanner(change, await identities.valuesOfOthers(db, integration));
  for (let after = ""; ; ) {
    const users = await mappedUsers(db, integration.id, after);
    for (const { mapped } of users) planner.add(mapped);
    const last = users.at(-1);
    if (last === undefined) return planner.plan();
    after = last.userId;
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
