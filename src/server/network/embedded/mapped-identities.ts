import { sql } from "kysely";
import { instant } from "../../context";
import { Pace } from "../../pace";
import type { Database } from "../../store/database";
import { jsonRows } from "../../store/json-rows";
import type { IdentityChange } from "../../sync/plan-mapping";

/** How many rows one statement changes. SQLite answers no other request meanwhile. */
const PIECE = 200;

/** Gives identities the values that a mapping plans for them. The plan has no conflicts. */
export async function applyMappedValues(
  transaction: Database,
  changes: readonly IdentityChange[],
  now: Date,
): Promise<void> {
  const pace = new Pace();
  await clearPassedOnValues(transaction, changes, pace);
  const after = changes.map((change) => ({ identityId: change.identityId, ...change.after }));
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
