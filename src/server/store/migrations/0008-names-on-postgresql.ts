import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

const NAMED = ["networks", "integrations", "auth_policies", "jwt_signers", "identities"] as const;

/** Makes PostgreSQL sort names by their bytes, as SQLite does, and not by the language of the database. */
export const namesOnPostgresql: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    for (const table of NAMED) {
      await sql`alter table ${sql.table(table)} alter column name type text collate "C"`.execute(db);
    }
  },
};
