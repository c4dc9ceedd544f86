import { sql } from "kysely";
import { type Database, engineOf } from "../database";

/**
 * Lifts the time limits of statements and locks until the transaction ends, for work on every row of a large
 * integration. SQLite has no such limits.
 */
export async function withoutTimeLimits(transaction: Database): Promise<void> {
  if (engineOf(transaction) !== "postgresql") return;
  await sql`set local statement_timeout = 0`.execute(transaction);
  await sql`set local lock_timeout = 0`.execute(transaction);
}
