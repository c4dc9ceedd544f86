import { type RawBuilder, sql } from "kysely";
import type { Integration } from "../../../contract/gateway/integration";
import { instant, secondsAfter } from "../../context";
import type { Database } from "../../store/database";

/** What the list shows of an integration's people and pushes. */
export type IntegrationFigures = Required<
  Pick<Integration, "identityCount" | "lastPushAt" | "refusedPushes">
>;

/** How long a refused push counts, in seconds. */
const REFUSED_SINCE = 30 * 24 * 60 * 60;

/** Figures of a row of `integrations`, as SQL. Each reads a few rows by an index. */
export const FIGURES = {
  identityCount: (): RawBuilder<number | string> => sql`(
    select count(*) from identities where identities.integration_id = integrations.id)`,
  lastPushAt: (): RawBuilder<string | null> => sql`(
    select max(last_used_at) from tokens where tokens.integration_id = integrations.id)`,
  // Literals, not parameters: with those, no engine would use the index of refused pushes.
  refusedPushes: (now: Date): RawBuilder<number | string> => sql`(
    select count(*) from audit_entries where audit_entries.integration_id = integrations.id
    and kind = 'scim' and outcome = 'refused' and at >= ${instant(secondsAfter(now, -REFUSED_SINCE))})`,
  tokenExpiresAt: (): RawBuilder<string | null> => sql`(
    select expires_at from tokens where tokens.integration_id = integrations.id
    and revoked_at is null and superseded_at is null order by tokens.created_at desc limit 1)`,
} as const;

/** The figures of each of these integrations, read by one statement. */
export async function figuresById(
  db: Database,
  ids: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, IntegrationFigures>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("integrations")
    .select([
      "id",
      FIGURES.identityCount().as("identityCount"),
      FIGURES.lastPushAt().as("lastPushAt"),
      FIGURES.refusedPushes(now).as("refusedPushes"),
    ])
    .where("id", "in", ids)
    .execute();
  return new Map(
    rows.map(({ id, identityCount, lastPushAt, refusedPushes }) => [
      id,
      { identityCount: Number(identityCount), lastPushAt, refusedPushes: Number(refusedPushes) },
    ]),
  );
}

/** The controller has every identity as it shall be. */
export const NO_DELIVERIES = { pending: 0, refused: 0, oldestPending: null } as const;

/** How many identities of each integration the controller does not have as they shall be. */
export async function deliveriesById(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<Integration["deliveries"]>>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("deliveries")
    .select(["integration_id", "state"])
    .select((eb) => [eb.fn.countAll<number | string | bigint>().as("total"), eb.fn.min("since").as("oldest")])
    .where("integration_id", "in", ids)
    .where("state", "!=", "delivered")
    .groupBy(["integration_id", "state"])
    .execute();
  const counts = new Map<string, NonNullable<Integration["deliveries"]>>();
  for (const { integration_id, state, total, oldest } of rows) {
    const count = counts.get(integration_id) ?? NO_DELIVERIES;
    const oldestPending = state === "pending" ? oldest : count.oldestPending;
    counts.set(integration_id, { ...count, [state]: Number(total), oldestPending });
  }
  return counts;
}
