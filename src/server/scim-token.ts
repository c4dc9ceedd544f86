import { recordTokenUse } from "./audit/token-use";
import { instant, type ServerContext } from "./context";
import { bearerToken } from "./management/bearer";
import { tokenState } from "./management/token-state";
import { sameDigest, sha256Hex } from "./secrets";
import type { Database } from "./store/database";
import { query } from "./store/query";
import type { Row } from "./store/tables";
import { transact } from "./store/transact";

/** How much of an instant says its day and its minute. `lastUsedAt` is kept by the minute: a write per request is too much. */
const DAY = "2026-11-24".length;
const MINUTE = "2026-11-24T09:00".length;

/** Whether a request may act on an integration, and if not, why: for the log, never for the caller. */
export type TokenVerdict =
  | { readonly ok: true; readonly tokenId: string }
  | { readonly ok: false; readonly why: string; readonly tokenId: string | null };

const tokenByHash = query((db, { hash }: { readonly hash: string }) =>
  db
    .selectFrom("tokens")
    .select(["id", "integration_id", "token_hash", "last_used_at"])
    .select(["expires_at", "revoked_at", "superseded_at", "overlap_until"])
    .where("token_hash", "=", hash),
);

type UsedToken = Pick<Row<"tokens">, "id" | "integration_id" | "last_used_at">;

type TokenContext = Pick<ServerContext, "db" | "clock" | "networkId">;

/**
 * Checks the Authorization header against the tokens of the integration (domain rules 4 to 6): only a live or
 * overlapping token of this very integration passes.
 */
export async function checkScimToken(
  context: TokenContext,
  integrationId: string,
  authorization: string | undefined,
): Promise<TokenVerdict> {
  const { db, clock } = context;
  const token = bearerToken(authorization);
  if (token === null) return refused(authorization === undefined ? "no token" : "no bearer token");
  const hash = sha256Hex(token);
  const row = await tokenByHash.first(db, { hash });
  if (row === undefined || !sameDigest(row.token_hash, hash)) {
    return refused((await exists(db, integrationId)) ? "unknown token" : "unknown integration");
  }
  if (row.integration_id !== integrationId) {
    return refused(
      (await exists(db, integrationId)) ? "token of another integration" : "unknown integration",
      row,
    );
  }
  const now = clock();
  const nowText = instant(now);
  const state = tokenState(row, nowText);
  if (state !== "live" && state !== "overlapping") return refused(`${state} token`, row);
  if (row.last_used_at?.slice(0, MINUTE) !== nowText.slice(0, MINUTE)) await noteUse(context, row, now);
  return { ok: true, tokenId: row.id };
}

function refused(why: string, row: UsedToken | null = null): TokenVerdict {
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

/** The audit log gets an entry for the first use on each day, with the write of the first instant of that day. */
async function noteUse({ db, networkId }: TokenContext, row: UsedToken, now: Date): Promise<void> {
  const used = { last_used_at: instant(now) };
  const isSameDay = row.last_used_at?.slice(0, DAY) === used.last_used_at.slice(0, DAY);
  await transact(db, async (transaction) => {
    await transaction.updateTable("tokens").set(used).where("id", "=", row.id).execute();
    if (!isSameDay) await recordTokenUse(transaction, row, { networkId, now });
  });
}
