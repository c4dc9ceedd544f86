import { recordTokenUse } from "../audit/token-use";
import { instant, type ServerContext } from "../context";
import type { Database } from "../store/database";
import { kept } from "../store/kept";
import { after, query, type Soon } from "../store/query";
import type { Row } from "../store/tables";
import { transact } from "../store/transact";
import { bearerToken } from "./bearer-token";
import { sameDigest, sha256Hex } from "./secrets";
import { tokenState } from "./token-state";

/** How much of an instant says its day and its minute. `lastUsedAt` is kept by the minute: a write per request is too much. */
const DAY = "2026-11-24".length;
const MINUTE = "2026-11-24T09:00".length;

/** Whether a request may act on an integration, and if not, why: for the log, never for the caller. */
export type TokenVerdict =
  | { readonly ok: true; readonly tokenId: string }
  | { readonly ok: false; readonly why: string; readonly tokenId: string | null };

const tokenByHash = kept(
  query((db, { hash }: { readonly hash: string }) =>
    db
      .selectFrom("tokens")
      .select(["id", "integration_id", "token_hash", "last_used_at"])
      .select(["expires_at", "revoked_at", "superseded_at", "overlap_until"])
      .where("token_hash", "=", hash),
  ),
  ["tokens", "integrations"],
  ({ hash }) => hash,
);

type UsedToken = Pick<Row<"tokens">, "id" | "integration_id" | "last_used_at">;

type TokenContext = Pick<ServerContext, "db" | "clock" | "networkId">;

/**
 * Checks the Authorization header against the tokens of the integration (domain rules 4 to 6): only a live or
 * overlapping token of this very integration passes.
 */
export function checkScimToken(
  context: TokenContext,
  integrationId: string,
  authorization: string | undefined,
): Soon<TokenVerdict> {
  const token = bearerToken(authorization);
  if (token === null) return refused(authorization === undefined ? "no token" : "no bearer token");
  const hash = sha256Hex(token);
  return after(tokenByHash.first(context.db, { hash }), (row) => judged(context, integrationId, hash, row));
}

type FoundToken = Awaited<ReturnType<typeof tokenByHash.first>>;

function judged(
  context: TokenContext,
  integrationId: string,
  hash: string,
  row: FoundToken,
): Soon<TokenVerdict> {
  if (row === undefined || !sameDigest(row.token_hash, hash)) {
    return refusedFor(context, integrationId, "unknown token", null);
  }
  if (row.integration_id !== integrationId) {
    return refusedFor(context, integrationId, "token of another integration", row);
  }
  const now = context.clock();
  const nowText = instant(now);
  const state = tokenState(row, nowText);
  if (state !== "live" && state !== "overlapping") return refused(`${state} token`, row);
  const verdict = { ok: true, tokenId: row.id } as const;
  if (row.last_used_at?.slice(0, MINUTE) === nowText.slice(0, MINUTE)) return verdict;
  return noteUse(context, row, now).then(() => verdict);
}

/** The integration itself may be what is unknown. */
async function refusedFor(
  { db }: TokenContext,
  integrationId: string,
  why: string,
  row: UsedToken | null,
): Promise<TokenVerdict> {
  return refused((await exists(db, integrationId)) ? why : "unknown integration", row);
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
