import type { Database } from "../database";
import type { GroupCommit } from "./group-commit";

/** How transactions of an SQLite file run: one after the other, all through the same query builder. */
interface Turns {
  readonly commits: GroupCommit;
  /** Reads and writes at once, within the transaction whose turn it is. */
  readonly within: Database;
}

const turns = new WeakMap<Database, Turns>();

/** Makes known how the transactions of a database run. */
export function takesTurns(db: Database, how: Turns): void {
  turns.set(db, how);
}

/**
 * Runs the work when its turn comes, without what the query builder does for a transaction of its own. Null for a database
 * that knows no turns.
 */
export function inTurn<Result>(
  db: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> | null {
  const found = turns.get(db);
  return found === undefined ? null : found.commits.run(() => work(found.within));
}
