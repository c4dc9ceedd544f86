import type { Database } from "./database";

const ATTEMPTS = 8;

/**
 * Error codes of a transaction that conflicts with another one. A unique value is taken, a row it refers to
 * is gone, the two wait for each other, or the two could not have run one after the other. A second attempt
 * can look before it writes and refuse in its own words.
 */
const CONFLICT_CODES = new Set(["40001", "40P01", "23505", "23503", "SQLITE_CONSTRAINT_UNIQUE"]);

/**
 * Runs the work in one transaction. When the work throws, the database keeps none of it. When the transaction
 * conflicts with another one, the work runs again, so it must change nothing but the database.
 * @param work Receives the number of the attempt, from 1.
 * @param isolation `serializable` where the work depends on the absence of rows, which no lock can hold.
 */
export async function transact<Result>(
  db: Database,
  work: (transaction: Database, attempt: number) => Promise<Result>,
  isolation: "read committed" | "serializable" = "read committed",
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db
        .transaction()
        .setIsolationLevel(isolation)
        .execute((transaction) => work(transaction, attempt));
    } catch (error) {
      if (attempt === ATTEMPTS || !CONFLICT_CODES.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}
