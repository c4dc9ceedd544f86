import type { Database } from "./database";

const ATTEMPTS = 8;

/**
 * Error codes of a transaction that conflicts with another one: the other took a unique value, deleted a
 * referenced row, waits for this one (deadlock), or cannot be serialized with it. The next attempt sees what
 * the other wrote, and can refuse with a clear message.
 */
const CONFLICT_CODES = new Set(["40001", "40P01", "23505", "23503", "SQLITE_CONSTRAINT_UNIQUE"]);

/**
 * Runs the work in one transaction. When the work throws, the database keeps nothing of it. When the
 * transaction conflicts with another one, the work runs again. So it must change nothing but the database.
 * @param work Receives the number of the attempt, from 1.
 * @param isolation `serializable` where the work depends on the absence of rows. No lock prevents a new row.
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
