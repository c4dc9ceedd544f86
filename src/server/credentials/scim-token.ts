import { recordTokenUse } from "../audit/token-use";
import { instant, type ServerContext } from "../context";
import type { Database } from "../store/database";
import { sideWrite } from "../store/side-write";
import type { Row } from "../store/tables";
import { transact } from "../store/transact";
import { bearerToken } from "./bearer-token";
import { sameDigest, sha256Hex } from "./secrets";
import { tokenState } from "./token-state";

/** The number of characters at the start of an instant that give its day or its minute. */
const DAY = "2026-11-24".length;
const MINUTE = "2026-11-24T09:00".length;

/**
 * Whether a request may act on an integration. `why` explains a refusal to the log and the metrics, never to
 * the caller. It is one of a few texts, without ids.
 */
export type TokenVerdict =
  | { readonly ok: true; readonly tokenId: string }
  | { readonly ok: false; readonly why: string; readonly tokenId: string | null };

type UsedToken = Pick<Row<"tokens">, "id" | "integration_id" | "last_used_at">;

type TokenContext = Pick<ServerContext, "db" | "clock" | "networkId"> & {
  /** Hears of an error after the answer: the use of the token is not recorded. */
  readonly onLateError: (error: unknown) => void;
};

/**
 * Checks the Authorization header against the tokens of the integration (domain rules 4 to 6). Only a live or
 * overlapping token of this integration passes.
 */
export async function checkScimToken(
  context: TokenContext,
  integrationId: string,
  authorization: string | undefined,
): Promise<TokenVerdict> {
  const { db, clock } = context;
  const token = bearerToken(authorization);
  if (token === null) return refused(authorization === undefined ? "no token" : "no bearer token");
  const row = await tokenWithHash(db, sha256Hex(token));
  if (row?.integration_id !== integrationId) {
    // The log must tell an unknown integration from an unknown token.
    if (!(await integrationExists(db, integrationId))) return refused("unknown integration", row);
    return refused(row === undefined ? "unknown token" : "token of another integration", row);
  }
  const now = clock();
  const state = tokenState(row, instant(now));
  if (state !== "live" && state !== "overlapping") return refused(`${state} token`, row);
  await recordUse(context, row, now);
  return { ok: true, tokenId: row.id };
}

function refused(why: string, row?: UsedToken): TokenVerdict {
  return { ok: false, why, tokenId: row?.id ?? null };
}

async function tokenWithHash(db: Database, hash: string) {
  const row = await db
    .selectFrom("tokens")
    .select(["id", "integration_id", "token_hash", "last_used_at"])
    .select(["expires_at", "revoked_at", "superseded_at", "overlap_until"])
    .where("token_hash", "=", hash)
    .executeTakeFirst();
  return row !== undefined && sameDigest(row.token_hash, hash) ? row : undefined;
}

async function integrationExists(db: Database, id: string): Promise<boolean> {
  const row = await db.selectFrom("integrations").select("id").where("id", "=", id).executeTakeFirst();
  return row !== undefined;
}

/**
 * Records the use of a token at most once a minute, because a write for each request costs too much. The
 * first use on a day also gets an entry in the audit log. When the database cannot write now, a later request
 * records the use.
 */
async function recordUse(
  { db, networkId, onLateError }: TokenContext,
  row: UsedToken,
  now: Date,
): Promise<void> {
  const used = { last_used_at: instant(now) };
  const isAlreadyRecorded = (length: number) =>
    row.last_used_at?.slice(0, length) === used.last_used_at.slice(0, length);
  if (isAlreadyRecorded(MINUTE)) return;
  const write = transact(db, async (transaction) => {
    await transaction.updateTable("tokens").set(used).where("id", "=", row.id).execute();
    if (!isAlreadyRecorded(DAY)) await recordTokenUse(transaction, row, { networkId, now });
  });
  await sideWrite(write, onLateError);
}
