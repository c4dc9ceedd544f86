import type { NetworkCheck } from "../../../../contract/gateway/network-check";
import { Pace } from "../../../pace";
import type { Database } from "../../../store/database";
import type { TakenValues } from "../../../sync/plan-mapping";
import type { AskingIntegration } from "../../network-identities";

/** How many rows one statement reads. */
const PIECE = 1000;

/** The names and external IDs that identities of others had at the controller in the last sweep. */
export async function takenThere(db: Database, { id }: AskingIntegration): Promise<TakenValues> {
  const pace = new Pace();
  const taken = { names: new Set<string>(), externalIds: new Set<string>() };
  for (let after = ""; ; ) {
    const seen = await db
      .selectFrom("seen_identities")
      .selectAll()
      .where("controller_id", ">", after)
      .orderBy("controller_id")
      .limit(PIECE)
      .execute();
    for (const { name, external_id, integration_id } of seen) {
      if (integration_id === id) continue;
      taken.names.add(name);
      if (external_id !== null) taken.externalIds.add(external_id);
    }
    const last = seen.at(-1);
    if (last === undefined) return taken;
    after = last.controller_id;
    await pace.giveWay();
  }
}

/** What the last sweep found that reached its end. Null before the first. */
export async function lastSweep(db: Database): Promise<NetworkCheck | null> {
  const row = await db.selectFrom("sweeps").select("found").executeTakeFirst();
  return row?.found ? (JSON.parse(row.found) as NetworkCheck) : null;
}
