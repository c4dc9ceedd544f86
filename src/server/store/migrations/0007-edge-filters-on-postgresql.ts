import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/**
 * Adds two things to PostgreSQL under SQLite's names, so that both engines run the same edge filters. The
 * first is the collation by bytes. The second is a function that returns the type of a value in JSON text.
 * Unlike in SQLite, every number has the type "number". That is enough, because no tag is a number.
 */
export const edgeFiltersOnPostgresql: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    await sql`create collation if not exists "binary" from "C"`.execute(db);
    await sql`
      create or replace function json_type(document text, path text) returns text language sql immutable as $$
        select case jsonb_typeof(found)
          when 'string' then 'text'
          when 'boolean' then found #>> '{}'
          else jsonb_typeof(found)
        end
        from (select jsonb_path_query_first(document::jsonb, path::jsonpath) as found) as value
      $$`.execute(db);
  },
};
