import type { Database } from "./database";
import { inTurn } from "./sqlite/turns";

const ATTEMPTS = 8;

/**
 * What the engines say when the work met what another had written: a unique value is taken, a row referred to is gone, two
 * transactions wait for each other or could not have run one after the other. Done again, the work can look before it
 * writes, sees what is there and refuses in its own words.
 */
const MET_ANOTHER = new Set(["40001", "40P01", "23505", "23503", "SQLITE_CONSTRAINT_UNIQUE"]);

/**
 * Runs the work in one transaction: all of it is kept, or none when it throws. The work is done again when it met what
 * another wrote; it must change nothing outside the transaction.
 * @param work Is told how often it is done; 1 at first.
 * @param isolation `serializable` where the work depends on rows that are not there, which no lock can hold.
 */
export async function transact<Result>(
  db: Database,
  work: (transaction: Database, attempt: number) => Promise<Result>,
  isolation: "read committed" | "serializable" = "read committed",
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, (transaction) => work(transaction, attempt), isolation);
    } catch (error) {
      if (attempt === ATTEMPTS || !MET_ANOTHER.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}

function once<Result>(
  db: Database,
  work: (transaction: Database) => Promise<Result>,
  isolation: "read committed" | "serializable",
): Promise<Result> {
  const inOrder = inTurn(db, work);
  if (inOrder !== null) return inOrder;
  const builder = db.transaction();
  return (isolation === "read committed" ? builder : builder.setIsolationLevel(isolation)).execute(work);
}
