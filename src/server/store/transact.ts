import type { Database } from "./database";

const ATTEMPTS = 8;

/**
 * Error codes of a transaction that met what another had written: a unique value is taken, a row it refers to is gone, two
 * transactions wait for each other, or the two could not have run one after the other. Run again, the work can look before
 * it writes, find what is there and refuse in its own words.
 */
const MET_ANOTHER = new Set(["40001", "40P01", "23505", "23503", "SQLITE_CONSTRAINT_UNIQUE"]);

/**
 * Runs the work in one transaction: all of it is kept, or none when it throws. Runs it again when it met what another
 * transaction wrote, so the work must change nothing but the database.
 * @param work Is told which attempt it is; the first is 1.
 * @param isolation `serializable` where the work depends on rows that are not there, which no lock can hold.
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
      if (attempt === ATTEMPTS || !MET_ANOTHER.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}
