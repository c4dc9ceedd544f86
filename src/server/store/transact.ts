import type { Transaction } from "kysely";
import type { Database } from "./database";
import type { Tables } from "./tables";

const ATTEMPTS = 8;

/**
 * What PostgreSQL says when two transactions met: they wait for each other or could not have run one after the other, or a
 * value that was free when looked for (a unique name, a row referred to) is not any more. Done again, the work sees what
 * the other one wrote and refuses in its own words.
 */
const MET_ANOTHER = new Set(["40001", "40P01", "23505", "23503"]);

/**
 * Runs the work in one transaction: all of it is kept, or none when it throws. Where transactions run in parallel, the
 * work is done again when it met another; it must change nothing outside the transaction.
 * @param isolation `serializable` where the work depends on rows that are not there, which no lock can hold.
 */
export async function transact<Result>(
  db: Database,
  work: (transaction: Transaction<Tables>) => Promise<Result>,
  isolation: "read committed" | "serializable" = "read committed",
): Promise<Result> {
  const builder = db.transaction();
  const isolated = isolation === "read committed" ? builder : builder.setIsolationLevel(isolation);
  for (let attempt = 1; ; attempt++) {
    try {
      return await isolated.execute(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !MET_ANOTHER.has((error as { code?: string }).code ?? "")) throw error;
    }
  }
}
