import { type Clock, instant } from "./context";
import { bearerToken } from "./management/bearer";
import { tokenState } from "./management/token-state";
import { constantTimeEqual, sha256Hex } from "./secrets";
import type { Database } from "./store/database";
import type { Row } from "./store/tables";

/** How finely `lastUsedAt` is kept, in milliseconds: a write per request would cost more than the request. */
const LAST_USED_STEP = 60_000;

/** Whether a request may act on an integration, and if not, why: for the log, never for the caller. */
export type TokenVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: string; readonly tokenId: string | null };

/**
 * Checks the Authorization header against the tokens of the integration (domain rules 4 to 6): only a live or
 * overlapping token of this very integration passes.
 */
export async function checkScimToken(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  integrationId: string,
  authorization: string | undefined,
): Promise<TokenVerdict> {
  const token = bearerToken(authorization);
  if (token === null) return refused(authorization === undefined ? "no token" : "no bearer token");
  const hash = sha256Hex(token);
  const row = await db.selectFrom("tokens").selectAll().where("token_hash", "=", hash).executeTakeFirst();
  if (row === undefined || !constantTimeEqual(row.token_hash, hash)) return refused("unknown token");
  if (row.integration_id !== integrationId) {
    return refused(
      (await exists(db, integrationId)) ? "token of another integration" : "unknown integration",
      row,
    );
  }
  const now = clock();
  const state = tokenState(row, instant(now));
  if (state !== "live" && state !== "overlapping") return refused(`${state} token`, row);
  await noteUse(db, row, now);
  return { ok: true };
}

function refused(why: string, row: Row<"tokens"> | null = null): TokenVerdict {
  return { ok: false, why, tokenId: row?.id ?? null };
}

async function exists(db: Database, integrationId: string): Promise<boolean> {
  const row = await db
    .selectFrom("integrations")
    .select("id")
    .where("id", "=", integrationId)
    .executeTakeFirst();
  return row !== undefined;
}

async function noteUse(db: Database, row: Row<"tokens">, now: Date): Promise<void> {
  if (row.last_used_at !== null && now.getTime() - Date.parse(row.last_used_at) < LAST_USED_STEP) return;
  const used = { last_used_at: instant(now) };
  await db.updateTable("tokens").set(used).where("id", "=", row.id).execute();
}
