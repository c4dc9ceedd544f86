import type { Database } from "../../../store/database";

/** How many identities the controller does not have as they shall be. */
export interface DeliveryStandings {
  readonly pending: number;
  readonly refused: number;
  /** Since when the oldest one is pending. Null when none is. */
  readonly oldestPending: string | null;
}

/** Counts the deliveries of all integrations. */
export async function deliveryStandings(db: Database): Promise<DeliveryStandings> {
  const rows = await db
    .selectFrom("deliveries")
    .select("state")
    .select((eb) => [eb.fn.countAll<number | string | bigint>().as("total"), eb.fn.min("since").as("oldest")])
    .where("state", "!=", "delivered")
    .groupBy("state")
    .execute();
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.total ?? 0);
  const oldestPending = rows.find(({ state }) => state === "pending")?.oldest ?? null;
  return { pending: count("pending"), refused: count("refused"), oldestPending };
}
