import type { FastifyRequest } from "fastify";
import type { MintedToken } from "../../../contract/gateway/token";
import { type Clock, instant, secondsAfter } from "../../context";
import { sha256Hex } from "../../credentials/secrets";
import { tokenState, tokenView } from "../../credentials/token-state";
import type { Database } from "../../store/database";
import { badFields, Problem } from "../problem";
import { seal, unseal } from "./seal";

/** How long the same key gets the same token. */
const KEEP_SECONDS = 24 * 60 * 60;
/** The key encrypts the stored answer, so it must be hard to guess. */
const KEY_FORM = /^[\x21-\x7e]{16,255}$/;

/**
 * The Idempotency-Key of a request. Null when it has none. @throws Problem 400 when it is too short or too
 * long.
 */
export function idempotencyKey(request: FastifyRequest): string | null {
  const given = request.headers["idempotency-key"];
  if (given === undefined) return null;
  if (typeof given === "string" && KEY_FORM.test(given)) return given;
  const reason = "must be 16 to 255 visible ASCII characters, hard to guess (a UUID will do)";
  throw badFields([{ field: "Idempotency-Key", reason }]);
}

/** A token, and whether an earlier request with the same key minted it. */
export interface Minted {
  readonly token: MintedToken;
  readonly isReplayed: boolean;
}

/** A mint and the key that it must not be done twice for. */
export interface KeyedMint {
  readonly key: string;
  readonly integrationId: string;
  readonly body: unknown;
}

/** What the database keeps of a mint, encrypted under its key. */
interface FirstAnswer {
  readonly bodyHash: string;
  readonly answer: MintedToken;
}

/**
 * Mints one token for each key and integration. The same key gets that token again, secret included, for 24
 * hours and only while the token is live: a token that was revoked, replaced or has ended opens nothing, so
 * the key then mints another one. The database keeps only a hash of the key and the encrypted answer.
 * @param db The transaction of the mint. When another one stores the same key first, this one fails, and
 *   `transact` runs it again.
 * @throws Problem 409 when the live token was minted with another body.
 */
export async function mintOnce(
  { db, clock }: { db: Database; clock: Clock },
  keyed: KeyedMint,
  mint: () => Promise<MintedToken>,
): Promise<Minted> {
  const { key, integrationId } = keyed;
  const now = clock();
  const key_hash = sha256Hex(key);
  const bodyHash = sha256Hex(JSON.stringify(keyed.body));
  const stored = db.deleteFrom("idempotent_answers").where("integration_id", "=", integrationId);
  await stored.where("created_at", "<=", instant(secondsAfter(now, -KEEP_SECONDS))).execute();
  const first = await firstAnswer(db, keyed, key_hash);
  const live = first === null ? null : await liveToken(db, first.answer, instant(now));
  if (first !== null && live !== null) {
    if (first.bodyHash === bodyHash) return { token: live, isReplayed: true };
    throw new Problem(409, ["the Idempotency-Key was used before with another body; use a new key"]);
  }
  await stored.where("key_hash", "=", key_hash).execute();
  const answer = await mint();
  const sealed_answer = seal(JSON.stringify({ bodyHash, answer } satisfies FirstAnswer), key, integrationId);
  const row = { integration_id: integrationId, key_hash, sealed_answer, created_at: instant(now) };
  await db.insertInto("idempotent_answers").values(row).execute();
  return { token: answer, isReplayed: false };
}

async function firstAnswer(
  db: Database,
  { key, integrationId }: KeyedMint,
  keyHash: string,
): Promise<FirstAnswer | null> {
  const stored = await db
    .selectFrom("idempotent_answers")
    .select("sealed_answer")
    .where("integration_id", "=", integrationId)
    .where("key_hash", "=", keyHash)
    .executeTakeFirst();
  return stored === undefined ? null : JSON.parse(unseal(stored.sealed_answer, key, integrationId));
}

/** The token as it is now, with its secret. Null when it is not live any more. */
async function liveToken(db: Database, minted: MintedToken, now: string): Promise<MintedToken | null> {
  const row = await db.selectFrom("tokens").selectAll().where("id", "=", minted.id).executeTakeFirst();
  if (row === undefined || tokenState(row, now) !== "live") return null;
  return { ...tokenView(row, now), token: minted.token };
}
