import { sql } from "kysely";
import type { Database } from "../../store/database";
import { textRows } from "../../store/text-rows";
import type { MappingPlan } from "../../sync/plan-mapping";

/** A plan of a mapping with the ids that people see: on a gateway, those of its controller. */
export async function withShownIds(db: Database, plan: MappingPlan): Promise<MappingPlan> {
  const ids = [
    ...plan.samples.map(({ identityId }) => identityId),
    ...plan.conflicts.flatMap(({ identityIds }) => identityIds),
    ...plan.undecided,
  ];
  const { rows } = await sql<{ identity_id: string; controller_id: string }>`
    select identity_id, controller_id from deliveries
    where controller_id is not null and identity_id in ${textRows(db, ids)}`.execute(db);
  const controllerIds = new Map(rows.map((row) => [row.identity_id, row.controller_id]));
  const shown = (id: string) => controllerIds.get(id) ?? id;
  return {
    ...plan,
    samples: plan.samples.map((sample) => ({ ...sample, identityId: shown(sample.identityId) })),
    conflicts: plan.conflicts.map((conflict) => ({
      ...conflict,
      identityIds: conflict.identityIds.map(shown),
    })),
    undecided: new Set([...plan.undecided].map(shown)),
  };
}
