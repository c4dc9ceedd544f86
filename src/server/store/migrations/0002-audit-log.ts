import { type Kysely, type Migration, PostgresAdapter, sql } from "kysely";

/**
 * The audit log. It has no foreign keys, because its entries outlive what they describe. The database itself
 * refuses to change or delete a row.
 */
export const auditLog: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("audit_entries")
      .addColumn("id", "text", (c) => c.primaryKey())
      .addColumn("network_id", "text", (c) => c.notNull())
      .addColumn("integration_id", "text")
      .addColumn("at", "text", (c) => c.notNull())
      .addColumn("kind", "text", (c) => c.notNull())
      .addColumn("action", "text", (c) => c.notNull())
      .addColumn("actor", "text", (c) => c.notNull())
      .addColumn("target", "text")
      .addColumn("changed", "text", (c) => c.notNull())
      .addColumn("outcome", "text", (c) => c.notNull())
      .addColumn("status", "integer")
      .addColumn("request_id", "text")
      .execute();
    // One index serves the list; a second would cost every SCIM write another page.
    await db.schema
      .createIndex("audit_entries_network_id_at_id_index")
      .on("audit_entries")
      .columns(["network_id", "at", "id"])
      .execute();
    if (db.getExecutor().adapter instanceof PostgresAdapter) await refuseOnPostgres(db);
    else await refuseOnSqlite(db);
  },
};

async function refuseOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const change of ["update", "delete"]) {
    await sql`
      create trigger ${sql.ref(`audit_entries_no_${change}`)} before ${sql.raw(change)} on audit_entries
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
  }
}

async function refuseOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function audit_entries_append_only() returns trigger language plpgsql as $$
    begin raise exception 'the audit log is append-only'; end $$`.execute(db);
  await sql`
    create trigger audit_entries_no_change before update or delete on audit_entries
    for each row execute function audit_entries_append_only()`.execute(db);
}
