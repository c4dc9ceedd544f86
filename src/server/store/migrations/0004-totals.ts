import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/**
 * The number of rows that make up a total on PostgreSQL. With several rows, concurrent transactions seldom
 * wait for each other.
 */
const SHARDS = 16;

const TABLES = ["scim_users", "scim_groups"] as const;

/**
 * Adds the number of users and groups of each integration, and how often it changed. Every page of a list
 * needs the number. Triggers keep it, because counting takes longer the more rows there are.
 */
export const totals: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("scim_totals")
      .addColumn("integration_id", "text", (c) => c.notNull())
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("shard", "integer", (c) => c.notNull())
      .addColumn("total", "integer", (c) => c.notNull())
      .addColumn("changes", "integer", (c) => c.notNull())
      .addPrimaryKeyConstraint("scim_totals_key", ["integration_id", "kind", "shard"])
      .execute();
    const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const table of TABLES) {
      await sql`
        insert into scim_totals (integration_id, kind, shard, total, changes)
        select integration_id, ${sql.lit(table)}, 0, count(*), 0 from ${sql.table(table)}
        group by integration_id`.execute(db);
      if (!isPostgres) await keepOnSqlite(db, table);
    }
    if (isPostgres) return keepOnPostgres(db);
    await sql`
      create trigger integrations_removed after delete on integrations
      begin delete from scim_totals where integration_id = old.id; end`.execute(db);
  },
};

async function keepOnSqlite(db: Kysely<unknown>, table: string): Promise<void> {
  const kind = sql.lit(table);
  await sql`
    create trigger ${sql.ref(`${table}_added`)} after insert on ${sql.table(table)}
    begin
      insert into scim_totals (integration_id, kind, shard, total, changes)
      values (new.integration_id, ${kind}, 0, 1, 1)
      on conflict do update set total = total + 1, changes = changes + 1;
    end`.execute(db);
  await sql`
    create trigger ${sql.ref(`${table}_removed`)} after delete on ${sql.table(table)}
    begin
      update scim_totals set total = total - 1, changes = changes + 1
      where integration_id = old.integration_id and kind = ${kind} and shard = 0;
    end`.execute(db);
}

async function keepOnPostgres(db: Kysely<unknown>): Promise<void> {
  const shard = sql.raw(`pg_backend_pid() % ${SHARDS}`);
  // A single row may go below zero. Only the sum of the rows counts.
  await sql`
    create function scim_totals_added() returns trigger language plpgsql as $$
    begin
      insert into scim_totals as kept (integration_id, kind, shard, total, changes)
      values (new.integration_id, tg_table_name, ${shard}, 1, 1)
      on conflict (integration_id, kind, shard)
      do update set total = kept.total + 1, changes = kept.changes + 1;
      return null;
    end $$`.execute(db);
  await sql`
    create function scim_totals_removed() returns trigger language plpgsql as $$
    begin
      if exists (select from integrations where id = old.integration_id) then
        insert into scim_totals as kept (integration_id, kind, shard, total, changes)
        values (old.integration_id, tg_table_name, ${shard}, -1, 1)
        on conflict (integration_id, kind, shard)
        do update set total = kept.total - 1, changes = kept.changes + 1;
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create function scim_totals_dropped() returns trigger language plpgsql as $$
    begin
      delete from scim_totals where integration_id = old.id;
      return null;
    end $$`.execute(db);
  for (const table of TABLES) {
    await sql`create trigger ${sql.ref(`${table}_added`)} after insert on ${sql.table(table)}
      for each row execute function scim_totals_added()`.execute(db);
    await sql`create trigger ${sql.ref(`${table}_removed`)} after delete on ${sql.table(table)}
      for each row execute function scim_totals_removed()`.execute(db);
  }
  await sql`create trigger integrations_removed after delete on integrations
    for each row execute function scim_totals_dropped()`.execute(db);
}
