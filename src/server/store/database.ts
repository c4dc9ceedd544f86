import { type Kysely, PostgresAdapter } from "kysely";
import type { Tables } from "./tables";

/** The query builder for the database. Both engines have the same tables. */
export type Database = Kysely<Tables>;

export type Engine = "sqlite" | "postgresql";

/** The engine behind a database or a transaction of it. */
export function engineOf(db: Database): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? "postgresql" : "sqlite";
}
