import type { FastifyRequest } from "fastify";
import { type Clock, instant, secondsAfter } from "../../context";
import { sha256Hex } from "../../credentials/secrets";
import { brokenUnique } from "../../store/broken-unique";
import type { Database } from "../../store/database";
import { badFields, Problem } from "../problem";
import { seal, unseal } from "./seal";

/** How long the same key gets the same answer. */
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

/**
 * Runs the work once for each key and integration. When the same key comes again within 24 hours, it gets the
 * first answer, secret included, and the work does not run. The database keeps only a hash of the key and the
 * encrypted answer.
 * @param db The transaction of the work.
 * @throws Problem 409 when the key came before with another body.
 */
export async function oncePerKey<Answer>(
  { db, clock }: { db: Database; clock: Clock },
  { key, integrationId, body }: { key: string; integrationId: string; body: unknown },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const now = clock();
  const keyHash = sha256Hex(key);
  const bodyHash = sha256Hex(JSON.stringify(body));
  await db
    .deleteFrom("idempotent_answers")
    .where("integration_id", "=", integrationId)
    .where("created_at", "<=", instant(secondsAfter(now, -KEEP_SECONDS)))
    .execute();
  const stored = await db
    .selectFrom("idempotent_answers")
    .select("sealed_answer")
    .where("integration_id", "=", integrationId)
    .where("key_hash", "=", keyHash)
    .executeTakeFirst();
  if (stored !== undefined) {
    const first = JSON.parse(unseal(stored.sealed_answer, key, integrationId)) as FirstAnswer<Answer>;
    if (first.bodyHash === bodyHash) return first.answer;
    throw new Problem(409, ["the Idempotency-Key was used before with another body; use a new key"]);
  }
  const answer = await work();
  const sealed_answer = seal(JSON.stringify({ bodyHash, answer }), key, integrationId);
  const row = { integration_id: integrationId, key_hash: keyHash, sealed_answer, created_at: instant(now) };
  try {
    await db.insertInto("idempotent_answers").values(row).execute();
  } catch (error) {
    if (brokenUnique(error) !== "idempotent_answers_key") throw error;
    throw new Problem(409, ["a request with the same Idempotency-Key is still running; repeat this one"]);
  }
  return answer;
}

interface FirstAnswer<Answer> {
  readonly bodyHash: string;
  readonly answer: Answer;
}
