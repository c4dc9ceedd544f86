import type { TokenMetadata } from "../../contract/gateway/token";
import { TOKEN_STANDINGS, tokenInForce, tokenStanding } from "../../contract/gateway/token-standing";
import { tokenView } from "../credentials/token-state";
import type { Database } from "../store/database";

/** How many integrations there are for each of TOKEN_STANDINGS, by the token that speaks for each. */
export async function countByToken(db: Database, now: Date): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>(TOKEN_STANDINGS.map((standing) => [standing, 0]));
  for (const tokens of (await tokensByIntegration(db, now.toISOString())).values()) {
    const standing = tokenStanding(tokenInForce(tokens), now.getTime());
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  return counts;
}

/** The tokens that may speak for an integration, newest first. A replaced one does in its overlap alone. */
async function tokensByIntegration(db: Database, now: string) {
  const integrations = await db.selectFrom("integrations").select("id").execute();
  const rows = await db
    .selectFrom("tokens")
    .selectAll()
    .where((eb) => eb.or([eb("superseded_at", "is", null), eb("overlap_until", ">", now)]))
    .orderBy("created_at", "desc")
    .execute();
  const tokens = new Map(integrations.map(({ id }) => [id, [] as TokenMetadata[]]));
  for (const row of rows) tokens.get(row.integration_id)?.push(tokenView(row, now));
  return tokens;
}
