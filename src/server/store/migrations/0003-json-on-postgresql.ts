import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/**
 * Gives PostgreSQL the function by which SQLite reads one value from JSON text. Text and numbers come as
 * text, booleans as 1 and 0, an absent value as null. Both engines take the same path syntax.
 */
export const jsonOnPostgresql: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    await sql`
      create function json_extract(document text, path text) returns text language sql immutable as $$
        select case jsonb_typeof(found)
          when 'boolean' then case when found::boolean then '1' else '0' end
          else found #>> '{}'
        end
        from (select jsonb_path_query_first(document::jsonb, path::jsonpath) as found) as value
      $$`.execute(db);
  },
};
