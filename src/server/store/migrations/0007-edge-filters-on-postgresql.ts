import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/** Gives PostgreSQL SQLite's collation of bytes under SQLite's name for it, so that the edge's filters are written alike. */
export const edgeFiltersOnPostgresql: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    await sql`create collation if not exists "binary" from "C"`.execute(db);
  },
};
